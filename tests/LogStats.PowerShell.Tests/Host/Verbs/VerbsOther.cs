#nullable disable

namespace System.Management.Automation;

/// <summary>Approved verbs of the group Other.</summary>
public static class VerbsOther
{
    public const string Use = "Use";
}
