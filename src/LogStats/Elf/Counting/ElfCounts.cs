using System.Runtime.CompilerServices;
using LogStats.Tally;

namespace LogStats.Elf.Counting;

/// <summary>What is counted of one group of requests.</summary>
internal sealed partial class ElfCounts
{
    private readonly long _slowFrom;
    private readonly StatusCounts _statuses;
    private readonly MethodCounts _methods;

    /// <summary>Nearly all of a group: kept here, so that counting them touches nothing else.</summary>
    private long _okay;
    private long _gets;

    private ElfCounts(long slowFrom, StatusCounts statuses, MethodCounts methods)
        => (_slowFrom, _statuses, _methods) = (slowFrom, statuses, methods);

    public ElfCounts(long slowFrom, bool exact = false, bool clients = false)
        : this(slowFrom, new StatusCounts(), new MethodCounts())
    {
        Exact = exact ? new ExactLatencies() : null;
        Clients = clients ? new DistinctCount() : null;
    }

    public long Calls { get; private set; }

    public long Slow { get; private set; }

    public long SentBytes { get; private set; }

    public long ReceivedBytes { get; private set; }

    public long FirstTicks { get; private set; }

    public long LastTicks { get; private set; }

    public LatencyHistogram Latency { get; private init; } = new();

    /// <summary>Null where nobody asked for it.</summary>
    public ExactLatencies? Exact { get; private set; }

    /// <summary>Null where nobody asked for it.</summary>
    public DistinctCount? Clients { get; }

    public StatusCounts Statuses
    {
        get
        {
            if (_okay > 0)
            {
                _statuses.Add(200, _okay);
                _okay = 0;
            }

            return _statuses;
        }
    }

    public MethodCounts Methods
    {
        get
        {
            _methods.AddGets(_gets);
            _gets = 0;
            return _methods;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in ElfLine line, scoped ReadOnlySpan<byte> client)
    {
        Calls++;
        ReadOnlySpan<byte> method = line[ElfField.Method];
        if (method is [(byte)'G', (byte)'E', (byte)'T'])
        {
            _gets++;
        }
        else
        {
            _methods.Add(method);
        }

        if (line.Status == 200)
        {
            _okay++;
        }
        else
        {
            _statuses.Add(line.Status);
        }

        SentBytes += line.SentBytes > 0 ? line.SentBytes : 0;
        ReceivedBytes += line.ReceivedBytes > 0 ? line.ReceivedBytes : 0;
        Saw(line.Ticks);
        if (line.Latency >= 0)
        {
            Took(line.Latency);
        }

        if (Clients is not null)
        {
            Clients.Add(ByteHash.Of(client));
        }
    }

    public void Add(ElfRecord item, string? client)
    {
        Calls++;
        _statuses.Add(item.Status ?? -1);
        _methods.Add(item.Method);
        SentBytes += item.SentBytes ?? 0;
        ReceivedBytes += item.ReceivedBytes ?? 0;
        Saw(item.Time?.UtcTicks ?? 0);
        if (item.Latency is TimeSpan latency)
        {
            Took(latency.Ticks / TimeSpan.TicksPerMicrosecond);
        }

        Clients?.Add(ByteHash.Of(System.Text.Encoding.UTF8.GetBytes(client ?? "")));
    }

    /// <param name="other">What is added; it is not used any more.</param>
    /// <param name="withCells">Whether what it counted minute by minute is added too.</param>
    public void Merge(ElfCounts other, bool withCells = true)
    {
        if (withCells)
        {
            MergeCells(other);
        }

        Calls += other.Calls;
        Slow += other.Slow;
        SentBytes += other.SentBytes;
        ReceivedBytes += other.ReceivedBytes;
        Saw(other.FirstTicks);
        Saw(other.LastTicks);
        Latency.Merge(other.Latency);
        Statuses.Merge(other.Statuses);
        Methods.Merge(other.Methods);
        if (other.Exact is not null)
        {
            Exact?.Merge(other.Exact);
        }

        if (other.Clients is not null)
        {
            Clients?.Merge(other.Clients);
        }
    }

    private void Took(long micros)
    {
        Latency.Add(micros);
        if (Exact is null)
        {
            Slow += micros > _slowFrom ? 1 : 0;
            return;
        }

        long milliseconds = ExactLatencies.OfMicroseconds(micros);
        Exact.Add(milliseconds);
        Slow += milliseconds > _slowFrom / 1000 ? 1 : 0;
    }

    private void Saw(long ticks)
    {
        if (ticks != 0)
        {
            FirstTicks = FirstTicks == 0 || ticks < FirstTicks ? ticks : FirstTicks;
            LastTicks = ticks > LastTicks ? ticks : LastTicks;
        }
    }
}
