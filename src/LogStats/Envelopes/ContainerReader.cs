using System.Text.Json;

namespace LogStats.Envelopes;

/// <summary>
/// What runtimes of containers put around a line that a program wrote to its standard output: Docker's JSON, and the
/// plain form of Kubernetes. The message lives until the next line is read.
/// </summary>
internal sealed class ContainerReader(ClockRules rules)
{
    private readonly StampReader _stamps = new(rules);
    private byte[] _scratch = new byte[1024];

    public bool Read(ReadOnlySpan<byte> line, out Envelope envelope)
    {
        envelope = default;
        envelope.ProcessId = -1;
        return line is [(byte)'{', ..] ? Docker(line, ref envelope) : Cri(line, ref envelope);
    }

    private bool Docker(ReadOnlySpan<byte> line, ref Envelope envelope)
    {
        envelope.Shape = EnvelopeShape.Docker;
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
        bool hasLog = false;
        bool hasTime = false;
        bool hasStream = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isLog = json.ValueTextEquals("log"u8);
            bool isTime = json.ValueTextEquals("time"u8);
            hasStream |= json.ValueTextEquals("stream"u8);
            json.Read();
            if (isLog && json.TokenType == JsonTokenType.String)
            {
                hasLog = true;
                int length = json.CopyString(_scratch);
                envelope.Message = _scratch.AsSpan(0, length).TrimEnd("\r\n"u8);
            }
            else if (isTime && json.TokenType == JsonTokenType.String && !json.ValueIsEscaped)
            {
                hasTime = _stamps.Iso(json.ValueSpan, out envelope.Ticks, out envelope.OffsetMinutes) > 0;
            }
            else
            {
                json.Skip();
            }
        }

        return hasLog && hasTime && hasStream && json.TokenType == JsonTokenType.EndObject;
    }

    private bool Cri(ReadOnlySpan<byte> line, ref Envelope envelope)
    {
        envelope.Shape = EnvelopeShape.Cri;
        if (line.Length < 19 || line[10] != 'T')
        {
            return false;
        }

        int stamp = _stamps.Iso(line, out envelope.Ticks, out envelope.OffsetMinutes);
        ReadOnlySpan<byte> rest = line[stamp..];
        if (stamp == 0 || !(rest.StartsWith(" stdout F"u8) || rest.StartsWith(" stderr F"u8)))
        {
            return false;
        }

        // Behind the first letter there may be more tags, each after a colon.
        rest = rest[9..];
        int blank = rest.IndexOf((byte)' ');
        if (blank < 0 || (blank > 0 && rest[0] != ':'))
        {
            return false;
        }

        envelope.Message = rest[(blank + 1)..];
        return true;
    }
}
