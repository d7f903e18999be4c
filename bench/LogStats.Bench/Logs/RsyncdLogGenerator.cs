using System.Globalization;

namespace LogStats.Bench.Logs;

/// <summary>
/// Writes the log of a busy mirror that never was: 2,000 clients of both address families, half of the visits in the
/// first minutes of an hour because that is when cron comes, visits interleaved as their transfers last, times that
/// only go forward. About 200 MB are three weeks.
/// </summary>
internal sealed class RsyncdLogGenerator
{
    private const int Clients = 2000;
    private const int VisitsPerHour = 55;
    private const long Hour = 3_600_000;
    private static readonly DateTime s_start = new(2024, 2, 12, 0, 0, 0, DateTimeKind.Utc);

    private readonly Dice _dice;
    private readonly RsyncdClient[] _clients;
    private readonly RsyncdLogOptions _options;
    private readonly PriorityQueue<RsyncdVisit, (long Time, long Order)> _visits = new();
    private readonly LogEnvelope _envelope;
    private long _hour;
    private long _order;
    private int _process = 1000;

    public RsyncdLogGenerator(RsyncdLogOptions options)
    {
        _options = options;
        _dice = new Dice(options.Seed);
        _clients = RsyncdClient.Make(_dice, Clients);
        _envelope = new LogEnvelope(options.Envelope);
    }

    /// <summary>When the last line was written.</summary>
    public DateTime Time { get; private set; } = s_start;

    /// <summary>Writes a file, last written when its last line was, and returns how many lines it has.</summary>
    public static long WriteFile(string path, long size, RsyncdLogOptions options)
    {
        RsyncdLogGenerator generator = new(options);
        long lines;
        using (FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
        {
            lines = generator.Write(file, size, long.MaxValue);
        }

        File.SetLastWriteTimeUtc(path, generator.Time);
        return lines;
    }

    /// <summary>Writes whole lines until either bound is reached, and returns how many.</summary>
    public long Write(Stream output, long size, long lines)
    {
        long written = 0;
        long count = 0;
        while (written < size && count < lines)
        {
            ReadOnlySpan<byte> line = Line();
            output.Write(line);
            written += line.Length;
            count++;
        }

        return count;
    }

    private ReadOnlySpan<byte> Line()
    {
        while (_visits.Count == 0 || _visits.Peek().Time >= _hour * Hour)
        {
            Arrive();
        }

        RsyncdVisit visit = _visits.Dequeue();
        Time = s_start.AddMilliseconds(visit.Time);
        string message = visit.Next();
        if (!visit.IsOver)
        {
            _visits.Enqueue(visit, (visit.Time, _order++));
        }

        return _envelope.Line(Time, visit.Process, message);
    }

    /// <summary>The visits of the next hour.</summary>
    private void Arrive()
    {
        for (int index = 0; index < VisitsPerHour; index++)
        {
            int after = _dice.Once(2) ? _dice.Below(120_000) : _dice.Below((int)Hour);
            _process = _process >= 4_000_000 ? 1000 : _process + 1 + _dice.Below(40);
            RsyncdVisit visit = new(_dice, _clients[_dice.Skewed(Clients)], _process, (_hour * Hour) + after, _options.Pace);
            _visits.Enqueue(visit, (visit.Time, _order++));
        }

        _hour++;
    }
}
