using LogStats.Scan;

namespace LogStats.PgBouncer;

/// <summary>Makes records of messages.</summary>
internal readonly struct PgBouncerEventVisitor(PgBouncerEventMaker maker) : ILineVisitor<PgBouncerLine>
{
    public void Visit(in PgBouncerLine view, ReadOnlySpan<byte> line, long offset) => maker.Take(in view, line, offset);
}
