using System.Buffers;

namespace LogStats.Sinks;

/// <summary>
/// A row whose JSON is not an object of its columns but a document that another program defined. Where rows are written as
/// JSON, to files, queues or services, it is this document; tables still get the columns.
/// </summary>
public interface IJsonDocument : IRow
{
    /// <summary>Writes one JSON object in UTF-8, without a line end in it.</summary>
    void WriteDocument(IBufferWriter<byte> output);
}
