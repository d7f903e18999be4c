#nullable disable

namespace System.Management.Automation;

/// <summary>A property hung on an object from outside.</summary>
public class PSNoteProperty : PSPropertyInfo
{
    public PSNoteProperty(string name, object value)
        : base(name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Value = value;
    }

    public override PSMemberTypes MemberType => PSMemberTypes.NoteProperty;

    public override bool IsGettable => true;

    public override bool IsSettable => true;

    public override object Value { get; set; }
}
