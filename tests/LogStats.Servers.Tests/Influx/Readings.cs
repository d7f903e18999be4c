namespace LogStats.Servers.Tests.Influx;

/// <summary>Many of them, as one log would hold them: lines of different lengths, several in one second.</summary>
internal static class Readings
{
    public static Reading[] Of(DateTimeOffset first, int count, long source = 77, int perSecond = 1000)
    {
        Reading[] all = new Reading[count];
        long offset = 0;
        for (int i = 0; i < count; i++)
        {
            all[i] = new Reading
            {
                Time = first.AddSeconds(i / perSecond),
                Place = i % 7 == 0 ? null : $"place {i % 3}",
                Text = i % 11 == 0 ? null : $"text \"{i}\" \\ of, a=b {i % 13}",
                Number = i % 5 == 0 ? null : i * 1000L,
                Took = i % 4 == 0 ? null : TimeSpan.FromTicks(i * 12345L),
                Ended = i % 6 == 0 ? null : first.AddSeconds(i),
                Key = new Sinks.RecordKey(source, offset, i * 31L),
            };
            offset += 40 + (i % 90);
        }

        return all;
    }

    /// <summary>What a row says, without its time, so that rows and points can be compared as texts.</summary>
    public static string Said(Reading row) => string.Join('|',
        row.Place ?? "", row.Text ?? "(null)", row.Number, row.Took?.TotalSeconds, (row.Ended - DateTimeOffset.UnixEpoch)?.Ticks * 100);

    /// <summary>A time that every retention policy keeps, on a whole second.</summary>
    public static DateTimeOffset Lately(TimeSpan ago)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow() - ago;
        return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }
}
