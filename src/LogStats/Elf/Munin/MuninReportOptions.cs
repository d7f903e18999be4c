namespace LogStats.Elf.Munin;

/// <summary>How statistics become a report for Munin.</summary>
public sealed record MuninReportOptions
{
    /// <summary>Always listed, even if no request was answered so.</summary>
    public IReadOnlyList<int> ResponseCodes { get; init; } = [200, 404, 500];

    /// <summary>Writes a zero as <c>U</c>, unknown, as elfstatsd does: its graphs have gaps there.</summary>
    public bool ZeroAsUnknown { get; init; }

    /// <summary>A pattern of what is left out of the names of groups and methods.</summary>
    public string ForbiddenSymbols { get; init; } = "[.-]";

    /// <summary>What the graphs of this report are told apart by; null where there is only one.</summary>
    public string? Instance { get; init; }

    /// <summary>Says when a report was made that tells of no round.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal string Version { get; init; } = typeof(MuninReportOptions).Assembly.GetName().Version!.ToString(3);
}
