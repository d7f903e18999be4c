#nullable disable

using System.Management.Automation.Internal;

namespace System.Management.Automation;

/// <summary>What a cmdlet says about itself besides its name.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class CmdletCommonMetadataAttribute : CmdletMetadataAttribute
{
    protected CmdletCommonMetadataAttribute()
    {
    }

    public string DefaultParameterSetName { get; set; }

    public bool SupportsShouldProcess { get; set; }

    public bool SupportsPaging { get; set; }

    public ConfirmImpact ConfirmImpact { get; set; } = ConfirmImpact.Medium;

    public string HelpUri { get; set; } = string.Empty;
}
