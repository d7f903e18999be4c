#nullable disable

namespace System.Management.Automation;

/// <summary>Why ShouldProcess said no.</summary>
[Flags]
public enum ShouldProcessReason
{
    None = 0,
    WhatIf = 1,
}
