using System.Buffers;
using LogStats.Faults;
using LogStats.Sinks.Json;

namespace LogStats.Sinks.Text;

/// <summary>
/// Keeps refused rows as JSON lines, each with the reason before its columns, so that they can be looked at and stored
/// again. Rows are appended; the file is made when the first one comes.
/// </summary>
public sealed class RefusedRowFile(string path) : IRefusedRows, IDisposable
{
    private readonly JsonRowText _text = new();
    private readonly ArrayBufferWriter<byte> _line = new();
    private FileStream? _file;

    /// <exception cref="LogStatsException">The row could not be kept.</exception>
    public void Add(IRow row, string reason)
    {
        _line.ResetWrittenCount();
        _text.Write(row, reason, _line);
        _line.Write("\n"u8);
        try
        {
            _file ??= new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
            _file.Write(_line.WrittenSpan);
            _file.Flush();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.SinkRejected(
                path, error.Message.TrimEnd('.'), "Name a file in a folder that this account may write to, with room left.", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
