using LogStats.Sinks;

namespace LogStats.Report;

/// <summary>A sum that is kept by time.</summary>
/// <param name="Name">As the summary's column has it.</param>
/// <param name="Label">As people call it.</param>
/// <param name="Unit">count, bytes, micros or seconds.</param>
/// <param name="IsLight">Kept by time of every group; others only of the heaviest where there are many.</param>
/// <param name="IsHidden">Only to make ratios of.</param>
internal sealed record ReportMeasure(string Name, string Label, string Unit, bool IsLight = false, bool IsHidden = false);

/// <summary>One sum divided by another, such as a mean.</summary>
internal sealed record ReportRatio(string Label, string Unit, string Of, string By);

/// <summary>A number that is known of all the time only.</summary>
/// <param name="Name">As the summary's column has it.</param>
/// <param name="Label">As people call it.</param>
/// <param name="Unit">As of a measure.</param>
/// <param name="Of">Gives it.</param>
/// <param name="Chart">The chart of which it is one bar; null for a number of its own.</param>
internal sealed record ReportExtra(string Name, string Label, string Unit, Func<ISummary, long?> Of, string? Chart = null);

/// <summary>A chart over time.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="Form">area, line, or latency for percentiles, or mix for the groups of <paramref name="By"/> one on another.</param>
/// <param name="Series">Names of measures or labels of ratios.</param>
/// <param name="By">The grouping whose groups are shown one on another.</param>
internal sealed record ReportChart(string Title, string Form, IReadOnlyList<string> Series, IReadOnlyList<string>? By = null);

/// <summary>A grouping that a report has.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="By">What it is grouped by.</param>
/// <param name="IsMix">Few groups, whose shares are shown.</param>
/// <param name="Parent">The grouping whose rows open into these.</param>
internal sealed record ReportTop(string Title, IReadOnlyList<string> By, bool IsMix = false, string? Parent = null);
