using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.PgBouncer;

/// <summary>Adds each view to a tally; the first one names the input.</summary>
internal readonly struct PgBouncerTallyVisitor(PgBouncerTally tally, SourceName? name = null) : ILineVisitor<PgBouncerLine>
{
    public void Visit(in PgBouncerLine view, ReadOnlySpan<byte> line, long offset)
    {
        name?.See(name.IsKnown ? default : PgBouncerText.FirstLine(line), view.Ticks);

        tally.Add(in view);
    }
}
