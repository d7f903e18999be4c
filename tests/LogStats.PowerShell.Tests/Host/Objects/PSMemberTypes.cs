#nullable disable

namespace System.Management.Automation;

/// <summary>Kinds of members; the double has adapted and note properties.</summary>
[Flags]
public enum PSMemberTypes
{
    Property = 4,
    NoteProperty = 8,
}
