using System.Runtime.CompilerServices;
using LogStats.Scan;

namespace LogStats.Rsync;

/// <summary>Adds each view to a tally.</summary>
internal readonly struct RsyncTallyVisitor(RsyncTally tally) : ILineVisitor<RsyncLine>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Visit(in RsyncLine view, ReadOnlySpan<byte> line, long offset) => tally.Add(in view, line, offset);
}
