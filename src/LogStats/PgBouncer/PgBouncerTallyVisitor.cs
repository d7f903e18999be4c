using LogStats.Scan;

namespace LogStats.PgBouncer;

/// <summary>Adds each view to a tally.</summary>
internal readonly struct PgBouncerTallyVisitor(PgBouncerTally tally) : ILineVisitor<PgBouncerLine>
{
    public void Visit(in PgBouncerLine view, ReadOnlySpan<byte> line, long offset) => tally.Add(in view);
}
