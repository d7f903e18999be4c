using System.Globalization;
using System.Text;
using LogStats.Faults;
using LogStats.Files;

namespace LogStats.Archive.Forwarding;

/// <summary>The report of what was sent, or of what failed: one line a file, in the words of Log-RT-Sync. A line is there whole or not at all.</summary>
internal sealed class ForwardReport(string path, string status, TimeProvider clock)
{
    /// <summary>More than the lines of the largest group that can have been interrupted.</summary>
    private const int Tail = 512 << 10;

    private const string Between = " | ";

    public string Path => path;

    /// <summary>Adds a line for each; returns once the disk has them.</summary>
    /// <exception cref="LogStatsException">They cannot be written.</exception>
    public void Append(IEnumerable<ForwardedPart> parts)
    {
        StringBuilder lines = new();
        string time = clock.GetLocalNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        foreach (ForwardedPart part in parts)
        {
            _ = lines.Append(time).Append(Between).Append(Text(part)).Append('\n');
        }

        if (lines.Length == 0)
        {
            return;
        }

        try
        {
            bool isNew = !File.Exists(path);
            using (FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0))
            {
                file.Write(Encoding.UTF8.GetBytes(lines.ToString()));
                DiskSync.File(file);
            }

            if (isNew)
            {
                DiskSync.FolderOf(path);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.FileWrite(path, error);
        }
    }

    /// <summary>Which of these have their line already. Takes away what a kill left of a line.</summary>
    public HashSet<ForwardedPart> Reported(IReadOnlyCollection<ForwardedPart> parts)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            byte[] tail = new byte[Math.Min(Tail, file.Length)];
            file.Position = file.Length - tail.Length;
            file.ReadExactly(tail);
            int end = tail.AsSpan().LastIndexOf((byte)'\n') + 1;
            if (end < tail.Length)
            {
                file.SetLength(file.Length - (tail.Length - end));
                DiskSync.File(file);
            }

            HashSet<string> lines = [.. Encoding.UTF8.GetString(tail, 0, end).Split('\n').Select(AfterTime)];
            return [.. parts.Where(part => lines.Contains(Text(part)))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.FileWrite(path, error);
        }
    }

    private string Text(ForwardedPart part)
        => string.Create(CultureInfo.InvariantCulture, $"{part.Name}{Between}lines={part.Part.Manifest.Lines}{Between}status={status}");

    private static string AfterTime(string line)
    {
        int at = line.IndexOf(Between, StringComparison.Ordinal);
        return at < 0 ? line : line[(at + Between.Length)..];
    }
}
