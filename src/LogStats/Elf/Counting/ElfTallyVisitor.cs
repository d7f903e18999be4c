using System.Runtime.CompilerServices;
using LogStats.Scan;
using LogStats.Sinks;

namespace LogStats.Elf.Counting;

/// <summary>Adds each view to a tally; the first one names the input, and all say when it told anything.</summary>
internal readonly struct ElfTallyVisitor(ElfTally tally, SourceName? name = null) : ILineVisitor<ElfLine>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Visit(in ElfLine view, ReadOnlySpan<byte> line, long offset)
    {
        name?.See(line, view.Ticks);
        tally.Add(in view);
    }
}
