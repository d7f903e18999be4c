using System.Security.Cryptography;
using LogStats.Archive;

namespace LogStats.Servers.Tests.Sftp;

/// <summary>An archive with files that name themselves, and what has to be true of them once all is sent.</summary>
internal sealed class ForwardScene : IDisposable
{
    private static readonly string[] s_sources = ["web1", "web2"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("logstats-forward-");
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public string Folder => _folder.FullName;

    public IReadOnlyDictionary<string, byte[]> Files => _files;

    /// <summary>Adds a closed file as a receiver would.</summary>
    public string Add(int length, string? source = null, string? name = null, byte fill = (byte)'x')
    {
        int number = _files.Count;
        source ??= s_sources[number % s_sources.Length];
        name ??= $"MyGP_accessLog_25112910_00-19_{source}-{number}.log";
        byte[] content = new byte[length];
        content.AsSpan().Fill(fill);
        for (int at = 79; at < length; at += 80)
        {
            content[at] = (byte)'\n';
        }

        BitConverter.TryWriteBytes(content, number);
        string path = ArchiveLayout.PathOf(Folder, ArchiveState.Waiting, source, name);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        File.WriteAllBytes(ArchiveLayout.ManifestOf(path), new PartManifest
        {
            Name = name,
            Source = source,
            Window = "25112910_00-19",
            Lines = content.Count(static one => one == (byte)'\n'),
            Bytes = length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
        }.Write());
        _files[$"{source}/{name}"] = content;
        return path;
    }

    public string[] Report(string ending)
        => File.Exists(Path.Join(Folder, $"linecount-report.{ending}")) ? File.ReadAllLines(Path.Join(Folder, $"linecount-report.{ending}")) : [];

    /// <summary>Where a file is now, with its manifest beside it.</summary>
    public ArchiveState? StateOf(string source, string name)
        => Enum.GetValues<ArchiveState>().Cast<ArchiveState?>().SingleOrDefault(state => ArchiveLayout.PathOf(Folder, state!.Value, source, name) is var path
            && File.Exists(path) && File.Exists(ArchiveLayout.ManifestOf(path)));

    /// <summary>What is wrong with what the server has and with what is kept here, once all is sent; null for nothing.</summary>
    public string? Judge(string upload)
    {
        HashSet<string> there = [.. Directory.EnumerateFiles(upload, "*", SearchOption.AllDirectories).Select(Path.GetFileName).OfType<string>()];
        string[] lines = Report("log");
        foreach ((string file, byte[] content) in _files)
        {
            (string source, string name) = (file.Split('/')[0], file.Split('/')[1]);
            if (!there.Remove(name))
            {
                return $"'{file}' is not there";
            }

            if (!File.ReadAllBytes(Path.Join(upload, name)).AsSpan().SequenceEqual(content))
            {
                return $"'{file}' is not whole";
            }

            if (StateOf(source, name) != ArchiveState.Sent)
            {
                return $"'{file}' is {StateOf(source, name)} here";
            }

            if (lines.Count(line => line.EndsWith($" | {name} | lines={content.Count(static one => one == (byte)'\n')} | status=Sent", StringComparison.Ordinal)) != 1)
            {
                return $"'{file}' has not one line in the report";
            }
        }

        return there.Count > 0 ? $"'{there.First()}' is there, and nobody sent it"
            : lines.Length != _files.Count ? $"{lines.Length} lines in the report of {_files.Count} files"
            : Report("fail").Distinct().Count() != Report("fail").Length ? "a file failed twice"
            : null;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
