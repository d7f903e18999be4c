using System.Globalization;
using System.Text.Json;
using LogStats.Faults;

namespace LogStats.Sinks.InfluxDb;

/// <summary>
/// The measurement <c>rsyncstats</c>: sums of each day, by UTC as the server groups them, made by the server from all
/// events that it holds of that day. A day of which the server may have let go the first events is not summed up again:
/// its sum would become smaller. What stands there of it stays.
/// </summary>
internal sealed class InfluxDays(InfluxServer server, InfluxSinkOptions options)
{
    public const string Events = "rsyncevents";
    public const string EventPolicy = "rp_rsyncevents";
    public const string Sums = "rsyncstats";
    public const string SumPolicy = "rp_rsyncstats";

    private const long Day = 86_400 * InfluxMoment.Second;

    /// <summary>Events must not go while they are added up.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(10);

    private readonly SortedSet<long> _touched = [];
    private readonly HashSet<long> _told = [];
    private readonly string _events = options.RetentionPolicy ?? EventPolicy;

    /// <summary>A point of that time is stored: its day is summed up sooner or later.</summary>
    public void Touch(long nanoseconds) => _touched.Add(nanoseconds >= 0 ? nanoseconds / Day : ((nanoseconds + 1) / Day) - 1);

    /// <summary>Looks whether the policies are there, before anything is written.</summary>
    /// <exception cref="LogStatsException">One is not.</exception>
    public async Task CheckAsync(CancellationToken stop)
    {
        (Dictionary<string, TimeSpan> policies, _) = await PoliciesAsync(stop).ConfigureAwait(false);
        foreach (string name in (string[])[_events, SumPolicy])
        {
            if (!policies.ContainsKey(name))
            {
                throw Fail.SinkConnect(server.Shown, $"the database has no retention policy '{name}'",
                    "Make it on this very database with CREATE RETENTION POLICY; docs/influxdb.md shows both that the original's schema needs.");
            }
        }
    }

    /// <summary>Sums up the days that were touched: all, or those before the last, which may go on.</summary>
    /// <exception cref="LogStatsException">The server did not do it; the days are still to be done.</exception>
    public async Task SumAsync(bool last, CancellationToken stop)
    {
        if (_touched.Count == 0 || (!last && _touched.Count == 1))
        {
            return;
        }

        (Dictionary<string, TimeSpan> policies, DateTimeOffset now) = await PoliciesAsync(stop).ConfigureAwait(false);
        TimeSpan kept = policies.GetValueOrDefault(_events);
        long[] days = [.. last ? _touched : _touched.SkipLast(1)];
        foreach (long day in days)
        {
            DateTimeOffset start = DateTimeOffset.UnixEpoch.AddDays(day);
            if (kept > TimeSpan.Zero && start < now - kept + s_margin)
            {
                if (_told.Add(day))
                {
                    options.Note?.Invoke(string.Create(CultureInfo.InvariantCulture,
                        $"The sums of {start:yyyy-MM-dd} in {Sums} stay as they are: '{_events}' does not keep all events of that day any more."));
                }
            }
            else
            {
                await SumAsync(day, stop).ConfigureAwait(false);
            }

            _ = _touched.Remove(day);
        }
    }

    private async Task SumAsync(long day, CancellationToken stop)
    {
        string database = Quote(options.Database!);
        string statement = string.Create(CultureInfo.InvariantCulture, $"""
            SELECT sum("sent") AS "sent", sum("received") AS "received", sum("total") AS "total"
            INTO {database}.{Quote(SumPolicy)}.{Quote(Sums)} FROM {database}.{Quote(_events)}.{Quote(Events)}
            WHERE time >= {day * Day} AND time < {(day + 1) * Day}
            GROUP BY time(1d), "module", "hosthash", "geohash", "city" fill(none)
            """).ReplaceLineEndings(" ");
        _ = Result(await server.QueryAsync(statement, stop).ConfigureAwait(false));
    }

    /// <summary>The retention policies of the database, zero where it keeps all, and the server's own time.</summary>
    private async Task<(Dictionary<string, TimeSpan> Policies, DateTimeOffset Now)> PoliciesAsync(CancellationToken stop)
    {
        InfluxAnswer answer = await server.QueryAsync($"SHOW RETENTION POLICIES ON {Quote(options.Database!)}", stop).ConfigureAwait(false);
        Dictionary<string, TimeSpan> policies = new(StringComparer.Ordinal);
        if (Result(answer) is { } result && result.TryGetProperty("series", out JsonElement series))
        {
            foreach (JsonElement policy in series[0].GetProperty("values").EnumerateArray())
            {
                policies[policy[0].GetString()!] = Span(policy[1].GetString()!);
            }
        }

        return (policies, answer.Date ?? options.Clock.GetUtcNow());
    }

    private JsonElement? Result(InfluxAnswer answer)
    {
        if (!answer.IsDone)
        {
            throw InfluxFaults.Of(server.Shown, answer, bucket: false);
        }

        JsonElement result;
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer.Body);
            result = document.RootElement.GetProperty("results")[0].Clone();
        }
        catch (Exception odd) when (odd is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Fail.SinkRejected(server.Shown, "it answers a query with what is no answer of InfluxDB",
                "Name the server itself: something between here and there answers for it.", odd);
        }

        return result.TryGetProperty("error", out JsonElement error)
            ? throw Fail.SinkRejected(server.Shown, error.ToString(), "All events are stored. Look at the user's rights and the retention policies, then run it again.")
            : result;
    }

    /// <summary><c>168h0m0s</c>.</summary>
    private static TimeSpan Span(string text)
    {
        TimeSpan span = TimeSpan.Zero;
        foreach (string part in text.Replace("h", "h ", StringComparison.Ordinal).Replace("m", "m ", StringComparison.Ordinal).Split(' '))
        {
            if (part.Length > 1 && double.TryParse(part.AsSpan(0, part.Length - 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            {
                span += part[^1] switch
                {
                    'h' => TimeSpan.FromHours(number),
                    'm' => TimeSpan.FromMinutes(number),
                    _ => TimeSpan.FromSeconds(number),
                };
            }
        }

        return span;
    }

    private static string Quote(string name)
        => $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
