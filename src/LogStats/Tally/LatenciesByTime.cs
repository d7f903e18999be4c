using System.Runtime.CompilerServices;

namespace LogStats.Tally;

/// <summary>Latencies minute by minute; by longer stretches once there are too many of them.</summary>
internal sealed class LatenciesByTime
{
    /// <summary>Stretches, each up to 10 KiB.</summary>
    private const int Most = 3000;

    private readonly Dictionary<long, LatencyHistogram> _stretches = [];
    private LatencyHistogram _latest = new();
    private long _latestMinute = -1;

    public int Width { get; private set; } = 1;

    /// <summary>By the minute at which a stretch of <see cref="Width"/> minutes begins.</summary>
    public IReadOnlyDictionary<long, LatencyHistogram> Stretches => _stretches;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long minute, long micros)
    {
        if (minute != _latestMinute)
        {
            Move(minute);
        }

        _latest.Add(micros);
    }

    public void Add(long minute, LatencyHistogram latencies)
    {
        Of(minute).Merge(latencies);
        Bound();
    }

    public void Merge(LatenciesByTime other)
    {
        Widen(other.Width);
        foreach ((long minute, LatencyHistogram latencies) in other._stretches)
        {
            Of(minute).Merge(latencies);
        }

        Bound();
    }

    private void Move(long minute)
    {
        _latest = Of(minute);
        _latestMinute = minute;
        Bound();
    }

    private LatencyHistogram Of(long minute)
    {
        long time = minute == TimeCells.NoTime ? minute : minute - (minute % Width);
        if (!_stretches.TryGetValue(time, out LatencyHistogram? latencies))
        {
            _stretches[time] = latencies = new LatencyHistogram();
        }

        return latencies;
    }

    private void Bound()
    {
        while (_stretches.Count > Most && TimeCells.Widths.FirstOrDefault(width => width > Width) is > 0 and int wider)
        {
            Widen(wider);
        }
    }

    private void Widen(int width)
    {
        if (width <= Width)
        {
            return;
        }

        Width = width;
        KeyValuePair<long, LatencyHistogram>[] all = [.. _stretches];
        _stretches.Clear();
        foreach ((long minute, LatencyHistogram latencies) in all)
        {
            Of(minute).Merge(latencies);
        }

        if (_latestMinute >= 0)
        {
            _latest = Of(_latestMinute);
        }
    }
}
