using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LogStats.Faults;
using LogStats.Files;

namespace LogStats.Sinks.Ship;

/// <summary>
/// A folder where batches wait while their receiver is away, a file each, named in the order in which they were begun. A file is there
/// whole or not at all, and on the disk before its log counts as read.
/// </summary>
internal sealed class BatchSpool : IDisposable
{
    private const string Ending = ".batch";
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly long _limit;
    private readonly FileStream _hold;

    private BatchSpool(string folder, long limit, FileStream hold) => (Folder, _limit, _hold) = (folder, limit, hold);

    public string Folder { get; }

    /// <summary>How many bytes of lines wait.</summary>
    public long Bytes { get; private set; }

    /// <exception cref="LogStatsException">The folder cannot be used, or another sender does.</exception>
    public static BatchSpool Open(string path, long limit)
    {
        string folder = Path.GetFullPath(path);
        try
        {
            _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, Own);
            return new BatchSpool(folder, limit, new FileStream(
                Path.Join(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Fail.BatchSpool(folder, error);
        }
    }

    /// <summary>All that waits, the oldest first. What is no batch is left alone.</summary>
    public IReadOnlyList<(string Name, SpooledHead Head)> Load()
    {
        List<(string, SpooledHead)> all = [];
        try
        {
            foreach (string name in Directory.EnumerateFiles(Folder, "*" + Ending).Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal))
            {
                if (Head(File.ReadAllBytes(Path.Join(Folder, name)), out _) is { } head)
                {
                    all.Add((name, head));
                    Bytes += head.Length;
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.BatchSpool(Folder, error);
        }

        return all;
    }

    /// <summary>Keeps a batch; gives its name, or null if there is no room.</summary>
    public string? Add(OutgoingBatch batch)
    {
        if (Bytes + batch.Length > _limit)
        {
            return null;
        }

        string name = string.Create(CultureInfo.InvariantCulture, $"{batch.Sequence:D19}{Ending}");
        byte[] head = Encoding.UTF8.GetBytes(Text(batch.Head(), Convert.ToHexStringLower(SHA256.HashData(batch.Bytes.Span))) + "\n");
        byte[] content = ArrayPool<byte>.Shared.Rent(head.Length + batch.Length);
        try
        {
            head.CopyTo(content, 0);
            batch.Bytes.Span.CopyTo(content.AsSpan(head.Length));
            WholeFile.Write(Path.Join(Folder, name), content.AsSpan(0, head.Length + batch.Length));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // No room on the disk is no room.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(content);
        }

        Bytes += batch.Length;
        return name;
    }

    /// <summary>The lines of a batch; null if they are not what they were.</summary>
    public byte[]? Read(OutgoingBatch batch)
    {
        try
        {
            byte[] content = File.ReadAllBytes(Path.Join(Folder, batch.SpooledAs));
            return Head(content, out ReadOnlySpan<byte> lines) is { } head && lines.Length >= batch.Length && head.End == batch.End
                ? lines[^batch.Length..].ToArray() : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Remove(string name, int length)
    {
        Bytes -= length;
        try
        {
            File.Delete(Path.Join(Folder, name));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The receiver has it: should it be sent again, it says so.
        }
    }

    public void Dispose() => _hold.Dispose();

    private static string Text(SpooledHead head, string content)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartObject();
            json.WriteNumber("sequence", head.Sequence);
            json.WriteString("file", head.Name);
            json.WriteString("path", head.Path);
            json.WriteNumber("begin", head.Begin);
            json.WriteNumber("start", head.Start);
            json.WriteNumber("end", head.End);
            json.WriteNumber("lines", head.Lines);
            json.WriteNumber("length", head.Length);
            json.WriteNumber("skipped", head.Skipped);
            json.WriteBoolean("partial", head.IsPartial);
            json.WriteBoolean("afterLoss", head.IsAfterLoss);
            json.WriteString("sha256", content);
            json.WriteStartArray("runs");
            foreach ((int at, long offset) in head.Runs)
            {
                json.WriteNumberValue(at);
                json.WriteNumberValue(offset);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.GetBuffer().AsSpan(0, (int)text.Length));
    }

    /// <summary>Null if the file is not what was written.</summary>
    private static SpooledHead? Head(byte[] content, out ReadOnlySpan<byte> lines)
    {
        int end = content.AsSpan().IndexOf((byte)'\n');
        lines = content.AsSpan(end + 1);
        try
        {
            using JsonDocument json = JsonDocument.Parse(content.AsMemory(0, Math.Max(0, end)));
            JsonElement root = json.RootElement;
            SpooledHead head = new()
            {
                Sequence = root.GetProperty("sequence").GetInt64(),
                Name = root.GetProperty("file").GetString() ?? "",
                Path = root.GetProperty("path").GetString() ?? "",
                Begin = root.GetProperty("begin").GetInt64(),
                Start = root.GetProperty("start").GetInt64(),
                End = root.GetProperty("end").GetInt64(),
                Lines = root.GetProperty("lines").GetInt32(),
                Length = root.GetProperty("length").GetInt32(),
                Skipped = root.GetProperty("skipped").GetInt32(),
                IsPartial = root.GetProperty("partial").GetBoolean(),
                IsAfterLoss = root.GetProperty("afterLoss").GetBoolean(),
                Runs = [.. root.GetProperty("runs").EnumerateArray().Chunk(2).Select(static pair => (pair[0].GetInt32(), pair[1].GetInt64()))],
            };
            return lines.Length == head.Length && Convert.ToHexStringLower(SHA256.HashData(lines)) == root.GetProperty("sha256").GetString() ? head : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
