using LogStats.Scan;

namespace LogStats.Tstat;

/// <summary>Gives each view to the maker of records.</summary>
internal readonly struct TstatRecordVisitor(TstatRecordMaker maker) : ILineVisitor<TstatLine>
{
    public void Visit(in TstatLine view, ReadOnlySpan<byte> line, long offset) => maker.Take(in view, line, offset);
}
