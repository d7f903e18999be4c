using System.Runtime.CompilerServices;
using LogStats.Scan;

namespace LogStats.Elf.Counting;

/// <summary>Adds each view to a tally.</summary>
internal readonly struct ElfTallyVisitor(ElfTally tally) : ILineVisitor<ElfLine>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Visit(in ElfLine view, ReadOnlySpan<byte> line, long offset) => tally.Add(in view);
}
