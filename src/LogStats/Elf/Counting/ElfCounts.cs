using System.Runtime.CompilerServices;
using LogStats.Tally;

namespace LogStats.Elf.Counting;

/// <summary>What is counted of one group of requests.</summary>
internal sealed class ElfCounts
{
    private readonly long _slowFrom;

    public ElfCounts(long slowFrom, bool exact = false, bool clients = false)
    {
        _slowFrom = slowFrom;
        Exact = exact ? new ExactLatencies() : null;
        Clients = clients ? new DistinctCount() : null;
    }

    public long Calls { get; private set; }

    public long Slow { get; private set; }

    public long SentBytes { get; private set; }

    public long ReceivedBytes { get; private set; }

    public long FirstTicks { get; private set; }

    public long LastTicks { get; private set; }

    public LatencyHistogram Latency { get; } = new();

    /// <summary>Null where nobody asked for it.</summary>
    public ExactLatencies? Exact { get; }

    /// <summary>Null where nobody asked for it.</summary>
    public DistinctCount? Clients { get; }

    public StatusCounts Statuses { get; } = new();

    public MethodCounts Methods { get; } = new();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in ElfLine line)
    {
        Calls++;
        Statuses.Add(line.Status);
        Methods.Add(line[ElfField.Method]);
        SentBytes += line.SentBytes > 0 ? line.SentBytes : 0;
        ReceivedBytes += line.ReceivedBytes > 0 ? line.ReceivedBytes : 0;
        Saw(line.Ticks);
        if (line.Latency >= 0)
        {
            Took(line.Latency);
        }

        if (Clients is not null)
        {
            Clients.Add(ByteHash.Of(line[ElfField.Client]));
        }
    }

    public void Add(ElfRecord item)
    {
        Calls++;
        Statuses.Add(item.Status ?? -1);
        Methods.Add(item.Method);
        SentBytes += item.SentBytes ?? 0;
        ReceivedBytes += item.ReceivedBytes ?? 0;
        Saw(item.Time?.UtcTicks ?? 0);
        if (item.Latency is TimeSpan latency)
        {
            Took(latency.Ticks / TimeSpan.TicksPerMicrosecond);
        }

        Clients?.Add(ByteHash.Of(System.Text.Encoding.UTF8.GetBytes(item.ClientAddress ?? "")));
    }

    public void Merge(ElfCounts other)
    {
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
