using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using LogStats.Archive;
using LogStats.Archive.Tidy;
using LogStats.Faults;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Archive;

/// <summary>The directory of a receiver, made by hand, and a clock for it.</summary>
internal sealed class ArchiveTree(DateTimeOffset now, TimeZoneInfo? zone = null) : IDisposable
{
    private readonly TempFolder _folder = new();

    public string Root => _folder.Path;

    public MachineClock Clock { get; } = new(now, zone);

    public List<LogStatsException> Faults { get; } = [];

    public static string Text(string name) => $"first line of {name}\n{new string('x', 500)}\n";

    public string At(string name) => _folder.File(name);

    /// <summary>A file with its manifest, changed so long ago.</summary>
    public string Part(ArchiveState state, string source, string name, TimeSpan age, bool packed = false, string window = "25112910_00-19")
    {
        byte[] text = Encoding.UTF8.GetBytes(Text(name));
        string path = Write(ArchiveLayout.PathOf(Root, state, source, name) + (packed ? ".gz" : ""), packed ? TempFolder.Gzip(text) : text, age);
        PartManifest manifest = new()
        {
            Name = name, Source = source, Window = window, Lines = 2, Bytes = text.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(text)),
        };
        Write(ArchiveLayout.ManifestOf(path), manifest.Write(), age);
        return path;
    }

    public string Write(string path, byte[] content, TimeSpan age)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        File.SetLastWriteTimeUtc(path, Clock.Now - age);
        return path;
    }

    public TidyCounts Compress(TimeSpan olderThan, Func<ArchivePart, bool>? asks = null)
    {
        using ArchiveTidying tidying = new(Root, Clock, isRehearsal: false, Clock.Boot);
        return tidying.Compress(olderThan, CompressionLevel.Fastest, asks ?? (static _ => true), static _ => { }, Faults.Add, CancellationToken.None);
    }

    public TidyCounts Remove(TimeSpan olderThan, Func<ArchivePart, bool>? asks = null)
    {
        using ArchiveTidying tidying = new(Root, Clock, isRehearsal: false, Clock.Boot);
        return tidying.Remove(olderThan, asks ?? (static _ => true), static _ => { }, Faults.Add, CancellationToken.None);
    }

    /// <summary>All paths but the two of tidying itself, links as they are, with what is in plain files.</summary>
    public SortedDictionary<string, string> All()
    {
        SortedDictionary<string, string> found = new(StringComparer.Ordinal);
        Stack<string> waiting = new([Root]);
        while (waiting.TryPop(out string? folder))
        {
            foreach (FileSystemInfo entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0 }))
            {
                string name = Path.GetRelativePath(Root, entry.FullName);
                if (name is not ("sent/.tidy.json" or "sent/.tidy.lock"))
                {
                    found[name] = entry.LinkTarget is { } to ? $"-> {to}" : entry is DirectoryInfo ? "folder" : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(entry.FullName)));
                }

                if (entry is DirectoryInfo && entry.LinkTarget is null)
                {
                    waiting.Push(entry.FullName);
                }
            }
        }

        return found;
    }

    public static string Unpacked(string path)
    {
        using GZipStream gzip = new(File.OpenRead(path), CompressionMode.Decompress);
        using StreamReader reader = new(gzip);
        return reader.ReadToEnd();
    }

    public void Dispose() => _folder.Dispose();
}
