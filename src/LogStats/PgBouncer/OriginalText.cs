using System.Globalization;
using System.Text;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.PgBouncer;

/// <summary>
/// Alerts and reports of a watch in the words of LogAnalyzer, which this replaces: for those who read them, or a program that
/// does. Plain text without escape sequences, whatever a client calls itself.
/// </summary>
public sealed class OriginalText(ReportLanguage language = ReportLanguage.En)
{
    private const string Times = "yyyy-MM-dd HH:mm:ss";

    private readonly OriginalWords _words = language == ReportLanguage.Fr ? OriginalWords.French : OriginalWords.English;

    /// <summary>The first line of a run.</summary>
    public string Started(DateTimeOffset time, int processId) => Say(_words.Started, Time(time), processId);

    /// <summary>The last line of a run.</summary>
    public string Ended(DateTimeOffset time) => Say(_words.Ended, Time(time));

    /// <summary>An alert in one line, or a report in several that are parted by LF; null for a row that is neither.</summary>
    public string? Of(IRow row) => row switch
    {
        LogAlert { Kind: LogAlertKind.Missing } alert => Say(_words.Missing, Name(alert.Subject), Minutes(alert.Threshold)),
        LogAlert alert => Say(_words.Recovered, Name(alert.Subject), Minutes(alert.Silence)),
        PgBouncerSummary { Report: { } report } summary => Report(summary, report),
        _ => null,
    };

    /// <summary>The subject of a mail about it, one line; null for a row that is neither.</summary>
    public string? SubjectOf(IRow row) => row switch
    {
        LogAlert { Kind: LogAlertKind.Missing } alert => Say(_words.MissingSubject, Name(alert.Subject), Minutes(alert.Threshold)),
        LogAlert alert => Say(_words.RecoveredSubject, Name(alert.Subject), Minutes(alert.Silence)),
        PgBouncerSummary { Report: not null } => _words.ReportSubject,
        _ => null,
    };

    /// <summary>The same as a row of its own, which can be stored and mailed; null for a row that is neither.</summary>
    public PgBouncerNotice? Notice(IRow row) => Of(row) is not { } text ? null : new PgBouncerNotice
    {
        Time = row is LogAlert at ? at.Time : ((PgBouncerSummary)row).Report!.Ended,
        Subject = SubjectOf(row)!,
        Text = text,
        Id = row is LogAlert alert ? alert.Id : Watching.PgBouncerReportRows.IdOf(((PgBouncerSummary)row).Report!),
    };

    private string Report(PgBouncerSummary all, PgBouncerReport report)
    {
        (string from, string to) = (Time(report.Started), Time(report.Ended));
        List<string> lines = [];
        if (report.QuerySeconds is { } seconds)
        {
            lines.Add(Say(_words.Stats, from, to));
            lines.Add(Say(_words.Requests, all.QueriesPerSecond ?? 0));
            lines.Add(Say(_words.BytesIn, all.InBytesPerSecond ?? 0));
            lines.Add(Say(_words.BytesOut, all.OutBytesPerSecond ?? 0));
            lines.Add(Say(_words.Duration, Float(seconds)));
        }
        else
        {
            lines.Add(Say(_words.NoStats, from, to));
        }

        lines.Add("");
        lines.Add(Say(report.Accounts.Count > 0 ? _words.Logins : _words.NoLogins, from, to));
        ILookup<string, PgBouncerSummary> clients = report.Clients.ToLookup(client => client.UserName ?? "(other)");
        foreach (PgBouncerSummary account in report.Accounts)
        {
            string name = account.UserName ?? "(other)";
            lines.Add(Say(_words.Account, Name(name)));
            lines.Add(Say(_words.First, Time(account.FirstLogin)));
            lines.Add(Say(_words.Last, Time(account.LastLogin)));
            lines.Add(Say(_words.Count, account.Logins));
            lines.AddRange(clients[name].Select(client => Say(_words.CountFrom, Name(client.ClientAddress ?? "(other)"), client.Logins)));
        }

        return string.Join('\n', lines);
    }

    private static string Say(string form, params object[] values) => string.Format(CultureInfo.InvariantCulture, form, values);

    private static string Time(DateTimeOffset? time) => time?.ToString(Times, CultureInfo.InvariantCulture) ?? "";

    /// <summary>A name may hold anything: what would be more than a line, or colour a screen, is shown and not done.</summary>
    private static string Name(string name) => LineText.Show(Encoding.UTF8.GetBytes(name), 200);

    private static string Minutes(TimeSpan span) => Math.Round(span.TotalMinutes, 2).ToString(CultureInfo.InvariantCulture);

    /// <summary>As the original's language shows a number that is not whole: twelve digits, and a point in any case.</summary>
    private static string Float(double value)
    {
        string text = value.ToString("G12", CultureInfo.InvariantCulture).Replace('E', 'e');
        return text.AsSpan().ContainsAny('.', 'e') ? text : text + ".0";
    }
}
