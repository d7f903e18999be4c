using LogStats.Faults;
using LogStats.Sinks.Http;
using LogStats.Sinks.InfluxDb;
using LogStats.Sinks.Mail;
using LogStats.Sinks.Munin;
using LogStats.Sinks.PostgreSql;
using LogStats.Sinks.RabbitMq;
using LogStats.Sinks.Retry;
using LogStats.Sinks.Sqlite;
using LogStats.Sinks.Text;

namespace LogStats.Sinks.Targets;

/// <summary>Every target there is. A new kind of sink is one more line here.</summary>
public static class TargetCatalog
{
    private static readonly ITargetKind[] s_kinds =
    [
        new SqliteTarget(),
        new PostgreSqlTarget(),
        new InfluxTarget(),
        new RabbitMqTarget(),
        new HttpTarget(),
        new MuninTarget(),
        new MailTarget(),
        new TextTarget(),
    ];

    /// <summary>The forms of all of them, for help and completion.</summary>
    public static IReadOnlyList<string> Forms { get; } = [.. s_kinds.SelectMany(static kind => kind.Forms)];

    /// <summary>Opens what a text names. The sink asks again by itself where a fault may pass.</summary>
    /// <exception cref="LogStatsException">It names no target, or the target cannot be opened.</exception>
    public static ISink Open(string text, TargetOptions? options = null)
    {
        options ??= new TargetOptions();
        Target target = Target.Parse(text);
        return new RetryingSink(Kind(target).Open(target, options), options.Retry);
    }

    /// <summary>Opens what a text names, to read stored summaries back.</summary>
    /// <param name="text">The target.</param>
    /// <param name="table">The table that it names; null where it names none.</param>
    /// <exception cref="LogStatsException">It names no target, or none that can be read.</exception>
    public static ISummarySource OpenSummaries(string text, out string? table)
    {
        Target target = Target.Parse(text);
        table = target.Settings.GetValueOrDefault("table");
        return Kind(target).OpenSummaries(target) ?? throw Wrong(target, "summaries are read back from databases only");
    }

    /// <summary>Whether a text names a target, found without opening it: for a check before a long run.</summary>
    /// <exception cref="LogStatsException">It names none.</exception>
    public static void Check(string text) => _ = Kind(Target.Parse(text));

    /// <summary>The fault of a target whose settings are not right.</summary>
    internal static LogStatsException Wrong(Target target, string reason) => Fail.TargetForm(target.Shown, reason, Forms);

    private static ITargetKind Kind(Target target)
        => s_kinds.FirstOrDefault(kind => kind.Fits(target))
            ?? throw Wrong(target, target.Scheme is null
                ? "its ending says nothing about its form"
                : target.Scheme == "sftp" ? "files go there as they are, with 'logstats forward' or Export-LogSftp; rows do not"
                : $"nothing here speaks '{target.Scheme}'");
}
