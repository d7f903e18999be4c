using LogStats.Scan;

namespace LogStats.Elf;

/// <summary>Makes records of lines: an object only for what was asked for.</summary>
public readonly struct ElfRecordVisitor : ILineVisitor<ElfLine>
{
    private readonly ElfRecordMaker _maker;

    internal ElfRecordVisitor(ElfRecordMaker maker) => _maker = maker;

    public void Visit(in ElfLine view, ReadOnlySpan<byte> line, long offset) => _maker.Take(in view, line, offset);
}
