using System.Management.Automation;

namespace LogStats.PowerShell.Tests.Running.Binding;

/// <summary>The two parameters of cmdlets that support ShouldProcess.</summary>
internal sealed class ChangeParameters
{
    [Parameter]
    [Alias("wi")]
    public SwitchParameter WhatIf { get; set; }

    /// <summary>Null when not given; -Confirm:$false is something else than silence.</summary>
    [Parameter]
    [Alias("cf")]
    public bool? Confirm { get; set; }
}
