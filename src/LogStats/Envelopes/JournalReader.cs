using System.Buffers.Text;
using System.Text.Json;

namespace LogStats.Envelopes;

/// <summary>
/// A line of <c>journalctl -o json</c>: time in microseconds, host, tag, process and message. A message that holds
/// bytes which are no text comes as an array of numbers; it is put together again, byte for byte.
/// </summary>
internal sealed class JournalReader
{
    private byte[] _scratch = new byte[1024];
    private int _used;

    public bool Read(ReadOnlySpan<byte> line, ref Envelope envelope)
    {
        _used = 0;
        if (_scratch.Length < line.Length)
        {
            _scratch = new byte[line.Length * 2];
        }

        try
        {
            Utf8JsonReader json = new(line, new JsonReaderOptions { MaxDepth = 8 });
            return json.Read() && json.TokenType == JsonTokenType.StartObject && Fields(ref json, ref envelope);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private bool Fields(scoped ref Utf8JsonReader json, ref Envelope envelope)
    {
        bool hasTime = false;
        bool hasMessage = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("MESSAGE"u8))
            {
                json.Read();
                hasMessage = Value(ref json, out envelope.Message);
            }
            else if (json.ValueTextEquals("__REALTIME_TIMESTAMP"u8))
            {
                json.Read();
                hasTime = Value(ref json, out ReadOnlySpan<byte> time) && Time(time, ref envelope);
            }
            else if (json.ValueTextEquals("SYSLOG_IDENTIFIER"u8))
            {
                json.Read();
                Value(ref json, out envelope.Tag);
            }
            else if (json.ValueTextEquals("_HOSTNAME"u8))
            {
                json.Read();
                Value(ref json, out envelope.Host);
            }
            else if (json.ValueTextEquals("_PID"u8) || (envelope.ProcessId < 0 && json.ValueTextEquals("SYSLOG_PID"u8)))
            {
                json.Read();
                if (Value(ref json, out ReadOnlySpan<byte> text) && Digits.TryLong(text, out long process) && process <= int.MaxValue)
                {
                    envelope.ProcessId = (int)process;
                }
            }
            else
            {
                json.Skip();
            }
        }

        return hasTime && hasMessage && json.TokenType == JsonTokenType.EndObject;
    }

    /// <summary>
    /// A string, unescaped, or an array of bytes, put together; of a field that is there several times, the first. Lives
    /// until the next line is read.
    /// </summary>
    private bool Value(scoped ref Utf8JsonReader json, out ReadOnlySpan<byte> value)
    {
        int start = _used;
        bool has = One(ref json);
        value = _scratch.AsSpan(start, _used - start);
        return has;
    }

    private bool One(scoped ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                _used += json.CopyString(_scratch.AsSpan(_used));
                return true;
            case JsonTokenType.Number:
                json.ValueSpan.CopyTo(_scratch.AsSpan(_used));
                _used += json.ValueSpan.Length;
                return true;
            case JsonTokenType.StartArray:
                return Array(ref json);
            default:
                json.Skip();
                return false;
        }
    }

    private bool Array(scoped ref Utf8JsonReader json)
    {
        int depth = json.CurrentDepth;
        bool bytes = true;
        bool first = true;
        bool has = true;
        while (json.Read() && (json.TokenType != JsonTokenType.EndArray || json.CurrentDepth > depth))
        {
            if (first && json.TokenType != JsonTokenType.Number)
            {
                (bytes, has) = (false, One(ref json));
            }
            else if (bytes && has)
            {
                has = json.TokenType == JsonTokenType.Number && json.TryGetByte(out _scratch[_used]);
                _used += has ? 1 : 0;
            }

            first = false;
        }

        return has;
    }

    private static bool Time(scoped ReadOnlySpan<byte> text, ref Envelope envelope)
    {
        if (!Utf8Parser.TryParse(text, out long microseconds, out int used) || used != text.Length
            || microseconds is < 0 or > 250_000_000_000_000_000)
        {
            return false;
        }

        envelope.Ticks = DateTime.UnixEpoch.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond);
        return true;
    }
}
