using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using LogStats.Faults;
using LogStats.Sinks;

namespace LogStats.PowerShell.Commands;

/// <summary>Keeps messages that cannot be read, as JSON lines: the reason, the name, and the body as text or, where it is none, in base64.</summary>
internal sealed class RejectedMessages(string path) : IDisposable
{
    private FileStream? _file;

    /// <summary>When it returns, the message is on the disk.</summary>
    /// <exception cref="LogStatsException">It could not be kept.</exception>
    public bool Keep(QueueMessage message, string reason)
    {
        bool isText = Utf8.IsValid(message.Body.Span);
        byte[] line = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string?>
        {
            ["RefusedBecause"] = reason,
            ["MessageId"] = message.Id,
            [isText ? "Body" : "BodyBase64"] = isText ? Encoding.UTF8.GetString(message.Body.Span) : Convert.ToBase64String(message.Body.Span),
        });
        try
        {
            _file ??= new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
            _file.Write([.. line, (byte)'\n']);
            _file.Flush(flushToDisk: true);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.SinkRejected(
                path, error.Message.TrimEnd('.'), "Name a file in a folder that this account may write to, with room left.", error);
        }
    }

    public void Dispose() => _file?.Dispose();
}
