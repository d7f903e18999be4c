using System.Globalization;
using System.Management.Automation;
using LogStats.Scan;

namespace LogStats.PowerShell.Display;

/// <summary>The columns of a table, and the lines of a list, of sums of requests, as LogStats.Types.ps1xml names them.</summary>
public static class ElfSummaryView
{
    private const int MostGroups = 5;
    private const int MostCountries = 12;
    private const int LongestName = 40;

    /// <summary>The group's name; of a round, when it began.</summary>
    public static string Group(PSObject row) => Of(row).Round is ElfRound round ? Times.Text(round.Started) : LineText.Show(Of(row).Name);

    /// <summary>All answers that were errors, the clients' and the server's.</summary>
    public static long Errors(PSObject row) => Of(row).ClientErrors + Of(row).ServerErrors;

    public static string Sent(PSObject row) => ByteSize.Text(Of(row).SentBytes);

    public static string Received(PSObject row) => ByteSize.Text(Of(row).ReceivedBytes);

    public static string P50(PSObject row) => Times.Latency(Of(row).P50);

    public static string P90(PSObject row) => Times.Latency(Of(row).P90);

    public static string P99(PSObject row) => Times.Latency(Of(row).P99);

    public static string Longest(PSObject row) => Times.Latency(Of(row).Max);

    /// <summary>Nothing where no latency is logged.</summary>
    public static string Latency(PSObject row) => Of(row) is { Timed: > 0 } of
        ? $"{Times.Latency(of.Min)} to {Times.Latency(of.Max)}, mean {Times.Latency(of.Mean)}"
        : "";

    public static string Percentiles(PSObject row) => Of(row) is { Timed: > 0 } of
        ? string.Join(", ", of.Percentiles.Select(percentile => $"{percentile.Key} {Times.Latency(percentile.Value)}"))
        : "";

    /// <summary>The most frequent first.</summary>
    public static string Statuses(PSObject row) => string.Join(", ", Of(row).Statuses.OrderByDescending(status => status.Value)
        .Select(status => FormattableString.Invariant($"{(status.Key < 0 ? "none" : status.Key)}: {status.Value}")));

    public static string Methods(PSObject row) => LineText.Show(string.Join(", ", Of(row).Methods.OrderByDescending(method => method.Value)
        .Select(method => FormattableString.Invariant($"{method.Key}: {method.Value}"))));

    /// <summary>Those with the most calls first; nothing where no geo database was given.</summary>
    public static string Countries(PSObject row)
    {
        IReadOnlyDictionary<string, long> all = Of(row).Countries;
        string shown = string.Join(", ", all.OrderByDescending(country => country.Value).Take(MostCountries)
            .Select(country => FormattableString.Invariant($"{country.Key}: {country.Value}")));
        return LineText.Show(all.Count > MostCountries ? FormattableString.Invariant($"{shown} and {all.Count - MostCountries} more") : shown);
    }

    public static string Patterns(PSObject row) => LineText.Show(string.Join(", ", Of(row).Patterns
        .Select(pattern => FormattableString.Invariant($"{pattern.Name}: {pattern.Total}, {pattern.Distinct} distinct"))));

    public static string Begin(PSObject row) => Times.Text(Of(row).First);

    public static string End(PSObject row) => Times.Text(Of(row).Last);

    /// <summary>From when to when, where it is a round.</summary>
    public static string Round(PSObject row) => Of(row).Round is ElfRound round
        ? $"{Times.Text(round.Started)} to {Times.Text(round.Ended)}"
        : "";

    /// <summary>The groups with the most calls, a line for each.</summary>
    public static string Top(PSObject row)
    {
        IReadOnlyList<ElfSummary> all = Of(row).Requests;
        ElfSummary[] top = [.. all.Take(MostGroups)];
        string[] names = [.. top.Select(group => Short(LineText.Show(group.Name)))];
        int name = names.Append("").Max(text => text.Length);
        int calls = top.Select(group => Calls(group).Length).Append(0).Max();
        IEnumerable<string> lines = top.Select((group, index)
            => $"{names[index].PadRight(name)}  {Calls(group).PadLeft(calls)} calls{Share(group)}");
        return string.Join('\n', all.Count > MostGroups
            ? lines.Append(FormattableString.Invariant($"and {all.Count - MostGroups} more in Requests")) : lines);
    }

    /// <summary>The account of all lines.</summary>
    public static string Account(PSObject row) => Of(row).Lines is ScanCounts lines && lines.Read > 0
        ? FormattableString.Invariant($"{lines.Read} read: {lines.Records} records, {lines.Skipped} skipped, {lines.Rejected} rejected")
        : "";

    private static string Calls(ElfSummary group) => group.Calls.ToString(CultureInfo.InvariantCulture);

    private static string Share(ElfSummary group)
    {
        long errors = group.ClientErrors + group.ServerErrors;
        string failed = errors == 0 ? "" : FormattableString.Invariant($", {errors} errors");
        return group.Timed == 0 ? failed : $"{failed}, P90 {Times.Latency(group.P90)}";
    }

    private static string Short(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";

    private static ElfSummary Of(PSObject row) => (ElfSummary)row.BaseObject;
}
