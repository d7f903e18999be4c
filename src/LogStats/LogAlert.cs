using System.Globalization;
using LogStats.Alerts;
using LogStats.Sinks;

namespace LogStats;

/// <summary>Somebody, or something, that should show up in a log has not for too long; or it has again.</summary>
public sealed class LogAlert : IMailText
{
    /// <summary>When the threshold had passed; of a recovery, when it was seen again.</summary>
    public DateTimeOffset Time { get; init; }

    public LogAlertKind Kind { get; init; }

    /// <summary>Who or what is watched, as it was named.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Where it should show up: the logs that are watched.</summary>
    public string Source { get; init; } = "";

    /// <summary>When it was seen last before it was missing; null for never.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>From when on it was waited for: since it was seen, since the service opened, or since the watch began.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>How long it may stay away.</summary>
    public TimeSpan Threshold { get; init; }

    /// <summary>Of a source of received files: the one that was changed last. Told in mails; no column.</summary>
    public string? LastFile { get; internal set; }

    /// <summary>How long it had been away at <see cref="Time"/>, whether the service was open or not.</summary>
    public TimeSpan Silence => Time - (LastSeen ?? Since);

    /// <summary>The name of this notice: the same whenever the same thing is told again, such as after a restart.</summary>
    public string Id => AlertIdentity.IdOf(this);

    RowMap IRow.GetRowMap() => LogAlertRows.Map;

    MailText IMailText.GetMailText() => new($"{Kind}: {Subject}", $"{this}.\n")
    {
        Table = LastFile is null ? null : [new Archive.Watching.SourceAlertRow(this)],
    };

    public override string ToString() => Kind == LogAlertKind.Recovered
        ? string.Create(CultureInfo.InvariantCulture, $"{Subject} has been seen again at {Time:yyyy-MM-dd HH:mm:ss zzz}, after {SpanText.Of(Silence)}")
        : string.Create(CultureInfo.InvariantCulture,
            $"{Subject} has {(Kind == LogAlertKind.Missing ? "not been seen" : "been silent")} for more than {SpanText.Of(Threshold)}; last seen {(LastSeen is { } last ? $"{last:yyyy-MM-dd HH:mm:ss zzz}" : "never")}");
}
