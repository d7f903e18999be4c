using System.Buffers;
using System.Globalization;
using System.Text;

namespace LogStats.Sinks.Mail.Smtp;

/// <summary>
/// Lines to and from a server, bounded: a server that talks for ever is not listened to, and nothing is sent as a command
/// that holds the end of a line.
/// </summary>
internal sealed class SmtpLines(Stream stream)
{
    private const int LongestLine = 2048;
    private const int MostLines = 200;

    private readonly byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    /// <summary>Whether the server said more than what it was asked for.</summary>
    public bool HasUnread => _start < _end;

    /// <exception cref="InvalidDataException">This is not how mail servers talk.</exception>
    /// <exception cref="EndOfStreamException">The server hung up.</exception>
    public async ValueTask<SmtpReply> ReadAsync(CancellationToken stop)
    {
        List<string> texts = [];
        while (true)
        {
            string line = await LineAsync(stop).ConfigureAwait(false);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out int code)
                || code is < 200 or > 599 || (line.Length > 3 && line[3] is not (' ' or '-')) || texts.Count == MostLines)
            {
                throw new InvalidDataException("it does not answer as a mail server does");
            }

            texts.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
            {
                return new SmtpReply(code, texts);
            }
        }
    }

    public ValueTask WriteAsync(string command, CancellationToken stop)
        => command.Any(static one => one is < ' ' or > '~')
            ? throw new InvalidOperationException("A command holds what is no printable ASCII.")
            : FlushAsync(Encoding.ASCII.GetBytes(command + "\r\n"), stop);

    /// <summary>A whole mail: a line that begins with a dot gets another one, and a line with a dot alone ends it.</summary>
    public async ValueTask WriteMailAsync(ReadOnlyMemory<byte> mail, Func<ReadOnlyMemory<byte>, ValueTask> write)
    {
        ArrayBufferWriter<byte> block = new(72 * 1024);
        for (ReadOnlyMemory<byte> rest = mail; rest.Length > 0;)
        {
            int end = rest.Span.IndexOf("\r\n"u8);
            ReadOnlyMemory<byte> line = end < 0 ? rest : rest[..end];
            if (line.Length > 0 && line.Span[0] == '.')
            {
                block.Write("."u8);
            }

            block.Write(line.Span);
            block.Write("\r\n"u8);
            rest = end < 0 ? default : rest[(end + 2)..];
            if (block.WrittenCount >= 64 * 1024)
            {
                await write(block.WrittenMemory).ConfigureAwait(false);
                block.ResetWrittenCount();
            }
        }

        block.Write(".\r\n"u8);
        await write(block.WrittenMemory).ConfigureAwait(false);
    }

    public async ValueTask FlushAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        await stream.WriteAsync(bytes, stop).ConfigureAwait(false);
        await stream.FlushAsync(stop).ConfigureAwait(false);
    }

    private async ValueTask<string> LineAsync(CancellationToken stop)
    {
        ArrayBufferWriter<byte> line = new(128);
        while (true)
        {
            int end = _buffer.AsSpan(_start.._end).IndexOf((byte)'\n');
            line.Write(_buffer.AsSpan(_start, end < 0 ? _end - _start : end));
            if (line.WrittenCount > LongestLine)
            {
                throw new InvalidDataException("it answers in lines that do not end");
            }

            if (end >= 0)
            {
                _start += end + 1;
                return Encoding.UTF8.GetString(line.WrittenSpan).TrimEnd('\r');
            }

            _start = 0;
            _end = await stream.ReadAsync(_buffer, stop).ConfigureAwait(false);
            if (_end == 0)
            {
                throw new EndOfStreamException("it hung up");
            }
        }
    }
}
