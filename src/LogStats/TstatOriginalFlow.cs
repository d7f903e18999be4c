using System.Buffers;
using System.Collections.Specialized;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using LogStats.Sinks;
using LogStats.Tstat;

namespace LogStats;

/// <summary>
/// One direction of a flow as the document that the program which this replaces sent. Its properties are the document's keys,
/// so that turned into JSON anywhere it is the same.
/// </summary>
[SuppressMessage("Style", "IDE1006:Naming Styles", Justification = "They are the keys of the document.")]
public sealed class TstatOriginalFlow : ILogRecord, IJsonDocument
{
    private readonly ReadOnlyMemory<byte> _document;
    private readonly RecordKey _key;
    private OriginalParts? _parts;

    internal TstatOriginalFlow(ReadOnlyMemory<byte> document, RecordKey key, string? path, long offset)
        => (_document, _key, Path, Offset) = (document, key, path, offset);

    public string type => Parts.Type;

    public long interval => Parts.Interval;

    public OrderedDictionary values => Parts.Values;

    public OrderedDictionary meta => Parts.Meta;

    /// <summary>Seconds since 1970.</summary>
    public long start => Parts.Start;

    public long end => Parts.End;

    internal string? Path { get; }

    internal long Offset { get; }

    internal string Text => Encoding.UTF8.GetString(_document.Span);

    private OriginalParts Parts => _parts ??= OriginalParts.Of(_document);

    RowMap IRow.GetRowMap() => TstatOriginalRows.Map;

    RecordKey ILogRecord.GetKey() => _key;

    void IJsonDocument.WriteDocument(IBufferWriter<byte> output) => output.Write(_document.Span);

    public override string ToString() => Text;
}
