#nullable enable

using System;

namespace LogStats.PowerShell.Tests.Samples;

/// <summary>A record of the kind the real cmdlets write.</summary>
public sealed record SampleLine(string? Path, long Number, string Text)
{
    public SampleLevel Level =>
        Enum.TryParse(Text.Split(' ')[0], true, out SampleLevel level) ? level : SampleLevel.Info;

    public DateTimeOffset Time => new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.FromHours(2)).AddSeconds(Number);

    public string? Nothing => null;

    public double Half => Number / 2.0;

    public string[] Words => Text.Split(' ');
}
