using System.Buffers;
using System.IO.Compression;
using LogStats.Faults;

namespace LogStats.Sinks.Text;

/// <summary>
/// Writes rows as JSON lines, CSV or plain lines, to a file or a stream, compressed or not. A file that is added to has
/// each batch on the disk when it is answered; a file that is replaced appears with <see cref="CompleteAsync"/> and
/// not before. A compressed batch is a gzip member of its own, so that every answered batch can be read, whatever
/// happens to the next. Text has no keys: a batch that is given twice stands there twice.
/// </summary>
public sealed class TextSink : ISink
{
    private const int BlockSize = 256 * 1024;

    // An empty file is not gzip; this is what gzip makes of nothing.
    private static readonly byte[] s_emptyMember = [31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly TextOutput _output;
    private readonly Func<RowText> _newText;
    private readonly bool _compress;
    private readonly ArrayBufferWriter<byte> _buffer = new(BlockSize + (BlockSize / 4));
    private RowText _text;
    private bool _endOpenLine;
    private bool _kept;

    private TextSink(TextOutput output, Func<RowText> newText, bool compress)
    {
        _output = output;
        _newText = newText;
        _text = newText();
        _compress = compress;
    }

    /// <summary>Opens the file or takes the stream, so that a wrong path is known before anything has been read.</summary>
    /// <exception cref="LogStatsException">It cannot be written, or is there and must not be replaced.</exception>
    public static TextSink Open(TextSinkOptions options)
    {
        TextOutput output = TextOutputs.Open(options);
        bool compress = options.Compress ?? options.Path?.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ?? false;
        AppendedFile? appended = output as AppendedFile;
        CsvHeader header = new(output.Name, appended?.Path);
        TextSink sink = new(output, () => RowText.Of(options.Form, header, options.GuardFormulas), compress);
        if (appended is not null)
        {
            sink.Continue(appended);
        }

        return sink;
    }

    /// <inheritdoc/>
    public ValueTask PrepareAsync(CancellationToken stop) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask<SinkAnswer> WriteAsync(IReadOnlyList<IRow> batch, CancellationToken stop)
    {
        _output.Begin();
        try
        {
            if (batch.Count > 0)
            {
                Write(batch, stop);
                _kept = true;
            }

            return ValueTask.FromResult(new SinkAnswer(batch.Count, 0));
        }
        catch (Exception error)
        {
            Undo();
            if (error is IOException)
            {
                throw TextFaults.Write(_output.Name, _output.Left, error);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask CompleteAsync(CancellationToken stop)
    {
        try
        {
            if (_compress && !_kept && _output is not AppendedFile)
            {
                _output.Stream.Write(s_emptyMember);
                _kept = true;
            }

            _output.Complete();
            return ValueTask.CompletedTask;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw TextFaults.Write(_output.Name, _output.Left, error);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _output.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Continue(AppendedFile file)
    {
        try
        {
            if (_compress)
            {
                AppendedEnd.CheckMembers(file.Path);
            }
            else
            {
                _endOpenLine = AppendedEnd.IsMidLine(file.Path);
            }
        }
        catch (Exception error)
        {
            file.Dispose();
            if (error is IOException or UnauthorizedAccessException)
            {
                throw TextFaults.Open(file.Name, error);
            }

            throw;
        }
    }

    private void Write(IReadOnlyList<IRow> batch, CancellationToken stop)
    {
        _buffer.ResetWrittenCount();
        using (GZipStream? gzip = _compress ? new GZipStream(_output.Stream, CompressionLevel.Optimal, leaveOpen: true) : null)
        {
            Stream stream = gzip ?? _output.Stream;
            if (_endOpenLine && !_kept)
            {
                _buffer.Write("\n"u8);
            }

            foreach (IRow row in batch)
            {
                _text.Write(row, _buffer);
                if (_buffer.WrittenCount >= BlockSize)
                {
                    stop.ThrowIfCancellationRequested();
                    Drain(stream);
                }
            }

            Drain(stream);
        }

        _output.Keep();
    }

    private void Drain(Stream stream)
    {
        stream.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }

    private void Undo()
    {
        try
        {
            _output.Undo();
        }
        catch (IOException)
        {
            // The fault that led here says more than that the file cannot be cut either.
        }

        // A header that was taken back with the first batch must be written again.
        if (!_kept)
        {
            _text = _newText();
        }
    }
}
