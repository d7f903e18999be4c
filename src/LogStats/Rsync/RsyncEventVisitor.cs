using LogStats.Scan;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats.Rsync;

/// <summary>Makes records of lines: an object only for what was asked for.</summary>
public readonly struct RsyncEventVisitor : ILineVisitor<RsyncLine>
{
    private readonly RsyncEventMaker _maker;

    internal RsyncEventVisitor(RsyncEventMaker maker) => _maker = maker;

    public void Visit(in RsyncLine view, ReadOnlySpan<byte> line, long offset) => _maker.Take(in view, line, offset);
}
