using System.Text;
using LogStats.Follow;
using LogStats.Lines;
using LogStats.RawLines;
using LogStats.Sinks;
using LogStats.Tally;

namespace LogStats;

/// <summary>
/// One line of a followed log, as it stands there. <see cref="FileId"/> and <see cref="Offset"/> name it, whatever rotation
/// makes of its file, so that it can be stored once however often it comes.
/// </summary>
public sealed class LogLine : ILogRecord, IHeldRow
{
    private readonly Delivery? _delivery;
    private ReadOnlyMemory<byte>? _whole;
    private string? _text;

    public LogLine()
    {
    }

    internal LogLine(in FollowedLine line, Delivery delivery)
    {
        (Path, FileId, Offset, NextOffset, IsPartial) = (line.Path, line.FileId, line.Offset, line.NextOffset, line.IsPartial);
        (_whole, _delivery) = (line.Whole.ToArray(), delivery);
    }

    /// <summary>The full path that is followed, also where the line was read from a rotated file.</summary>
    public string Path { get; init; } = "";

    /// <summary>Names the file among all that stood at this path.</summary>
    public string FileId { get; init; } = "";

    /// <summary>Where the line begins, in decompressed bytes.</summary>
    public long Offset { get; init; }

    /// <summary>Where the next one begins.</summary>
    public long NextOffset { get; init; }

    /// <summary>Whether the file ended for good without a line end: the line may be cut.</summary>
    public bool IsPartial { get; init; }

    /// <summary>
    /// The line without its end, decoded when it is asked for: UTF-8, with U+FFFD for each byte that is none. Control characters
    /// are in it as they were written; the table at the prompt shows them escaped.
    /// </summary>
    public string Text
    {
        get => _text ??= Encoding.UTF8.GetString(Bytes);
        init => _text = value;
    }

    private ReadOnlySpan<byte> Whole => (_whole ??= Encoding.UTF8.GetBytes(_text + (IsPartial ? "" : "\n"))).Span;

    private ReadOnlySpan<byte> Bytes => FollowedLine.WithoutEnd(Whole, IsPartial);

    /// <summary>The line's bytes as they stood in the file, with the line end. Not a property: nobody wants them in a table or in JSON.</summary>
    public byte[] GetBytes() => Whole.ToArray();

    /// <summary>The same without a copy, for who only reads them.</summary>
    public ReadOnlyMemory<byte> GetMemory() => Whole.IsEmpty ? default : _whole!.Value;

    void IHeldRow.Hold() => _delivery?.Hold();

    void IHeldRow.Release() => _delivery?.Release();

    /// <summary>What stands in the line belongs to the name: where two machines' files have one name, no line takes another's place.</summary>
    RecordKey ILogRecord.GetKey() => FileId.Length == 0 ? default
        : new RecordKey((long)ByteHash.Of(Encoding.UTF8.GetBytes(FileId)), Offset, (long)ByteHash.Of(Bytes));

    RowMap IRow.GetRowMap() => LogLineRows.Map;

    public override string ToString() => Text;
}
