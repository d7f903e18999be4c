#nullable disable

using System.Management.Automation.Internal;

namespace System.Management.Automation;

/// <summary>Makes a property a parameter, once for each parameter set it belongs to.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, AllowMultiple = true)]
public sealed class ParameterAttribute : ParsingBaseAttribute
{
    public const string AllParameterSets = "__AllParameterSets";

    private string _parameterSetName = AllParameterSets;

    public int Position { get; set; } = int.MinValue;

    public string ParameterSetName
    {
        get => _parameterSetName;
        set => _parameterSetName = string.IsNullOrEmpty(value) ? AllParameterSets : value;
    }

    public bool Mandatory { get; set; }

    public bool ValueFromPipeline { get; set; }

    public bool ValueFromPipelineByPropertyName { get; set; }

    public bool ValueFromRemainingArguments { get; set; }

    public string HelpMessage { get; set; }

    public string HelpMessageBaseName { get; set; }

    public string HelpMessageResourceId { get; set; }

    public bool DontShow { get; set; }
}
