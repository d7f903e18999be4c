using System.Runtime.CompilerServices;
using LogStats.Scan;

namespace LogStats.Elf;

/// <summary>Access logs as a format of the scan: whatever way lines are laid out, one reader knows it.</summary>
public readonly struct ElfFormat : ILineFormat<ElfLine>
{
    private readonly ElfLineReader _reader;

    internal ElfFormat(ElfLineReader reader) => _reader = reader;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LineVerdict Read(ReadOnlySpan<byte> line, out ElfLine view) => _reader.Read(line, out view);
}
