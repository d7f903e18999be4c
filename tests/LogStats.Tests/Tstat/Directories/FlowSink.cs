using LogStats.Faults;
using LogStats.Sinks;

namespace LogStats.Tests.Tstat.Directories;

/// <summary>Keeps what it is given, and does on each call what a test asks for.</summary>
internal sealed class FlowSink : ISink
{
    /// <summary>Called with the number of the batch, from 1 on, before it is taken; may throw.</summary>
    public Action<int> Before { get; set; } = static _ => { };

    /// <summary>How many rows of a batch are refused for good.</summary>
    public Func<int, long> Refused { get; set; } = static _ => 0;

    public int Calls { get; private set; }

    public List<TstatFlow> Taken { get; } = [];

    public IEnumerable<int> Ports => Taken.Select(static flow => flow.Direction == TstatDirection.In ? flow.SourcePort : -flow.DestinationPort);

    public ValueTask PrepareAsync(CancellationToken stop) => ValueTask.CompletedTask;

    public ValueTask<SinkAnswer> WriteAsync(IReadOnlyList<IRow> batch, CancellationToken stop)
    {
        Before(++Calls);
        Taken.AddRange(batch.Cast<TstatFlow>());
        long refused = Refused(Calls);
        return ValueTask.FromResult(new SinkAnswer(batch.Count - refused, 0, refused));
    }

    public ValueTask CompleteAsync(CancellationToken stop) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static void Away() => throw Fail.SinkAway("there", "nobody listens", "Start it.");
}
