using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Tstat;

/// <summary>Adds each view to a tally; the first one names the input, and all say when it told anything.</summary>
internal readonly struct TstatTallyVisitor(TstatTally tally, SourceName? name = null) : ILineVisitor<TstatLine>
{
    public void Visit(in TstatLine view, ReadOnlySpan<byte> line, long offset)
    {
        name?.See(line, view.Client.StartTicks);
        tally.Add(in view);
    }
}
