using System.Buffers;
using System.Text.Json;
using LogStats.Agent.Terminal;
using LogStats.Receive;
using LogStats.Scan;

namespace LogStats.Agent.Receiver;

/// <summary>What a receiver tells: alarms in words on standard error; if asked for, everything as JSON lines on standard output.</summary>
internal sealed class ReceiverOutput(Screen screen, bool isJson, bool isQuiet)
{
    private readonly Lock _lock = new();
    private readonly ArrayBufferWriter<byte> _line = new(1024);

    public void Listening(IReadOnlyList<string> addresses, string directory)
    {
        foreach (string address in addresses)
        {
            Note($"listening at {address}, storing in {LineText.Show(directory)}");
        }

        Write("listening", json =>
        {
            json.WriteStartArray("Addresses");
            foreach (string address in addresses)
            {
                json.WriteStringValue(address);
            }

            json.WriteEndArray();
            json.WriteString("Directory", directory);
        });
    }

    public void Stored(LogBatch batch) => Write("batch", json =>
    {
        json.WriteString("Time", batch.Time);
        json.WriteString("Source", batch.Source);
        json.WriteString("RemoteAddress", batch.RemoteAddress);
        json.WriteString("FileId", batch.FileId);
        json.WriteString("LogPath", batch.LogPath);
        Number(json, "Start", batch.Start);
        Number(json, "End", batch.End);
        json.WriteNumber("Lines", batch.Lines);
        json.WriteNumber("Length", batch.Length);
        json.WriteNumber("Untimed", batch.Untimed);
        json.WriteString("Path", batch.Path);
        json.WriteString("Window", batch.Window);
        json.WriteStartArray("Parts");
        foreach (string part in batch.Parts)
        {
            json.WriteStringValue(part);
        }

        json.WriteEndArray();
    });

    public void Sealed(SealedPart part) => Write("sealed", json =>
    {
        json.WriteString("Source", part.Source);
        json.WriteString("Path", part.Path);
        json.WriteString("Window", part.Window);
        json.WriteNumber("Lines", part.Lines);
        json.WriteNumber("Length", part.Length);
        json.WriteString("Sha256", part.Sha256);
    });

    public void Alarmed(ReceiveAlarm alarm)
    {
        screen.Warn(alarm.ToString());
        Write("alarm", json =>
        {
            json.WriteString("Time", alarm.Time);
            json.WriteString("Kind", alarm.Kind.ToString());
            json.WriteString("Source", alarm.Source);
            json.WriteString("Text", alarm.Text);
            json.WriteNumber("Count", alarm.Count);
        });
    }

    public void Note(string text)
    {
        if (!isQuiet)
        {
            screen.Note(text);
        }
    }

    private static void Number(Utf8JsonWriter json, string name, long? number)
    {
        if (number is long known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private void Write(string what, Action<Utf8JsonWriter> write)
    {
        if (!isJson)
        {
            return;
        }

        lock (_lock)
        {
            _line.ResetWrittenCount();
            using (Utf8JsonWriter json = new(_line))
            {
                json.WriteStartObject();
                json.WriteString("Event", what);
                write(json);
                json.WriteEndObject();
            }

            _line.Write("\n"u8);
            screen.Stream.Write(_line.WrittenSpan);
            screen.Stream.Flush();
        }
    }
}
