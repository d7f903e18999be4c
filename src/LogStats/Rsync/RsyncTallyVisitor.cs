using System.Runtime.CompilerServices;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Rsync;

/// <summary>Adds each view to a tally; the first one names the input, and all say when it told anything.</summary>
internal readonly struct RsyncTallyVisitor(RsyncTally tally, SourceName? name = null) : ILineVisitor<RsyncLine>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Visit(in RsyncLine view, ReadOnlySpan<byte> line, long offset)
    {
        name?.See(line, view.Ticks);
        tally.Add(in view, line, offset);
    }
}
