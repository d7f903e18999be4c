using System.Text;
using LogStats.Archive;
using LogStats.Receive;

namespace LogStats.Tests.Receive;

/// <summary>
/// A disk in memory on which what is not synced is lost when the power goes, and whose calls can be made to fail. Names are synced
/// when files are made, as the real one does it.
/// </summary>
internal sealed class FakeDisk : IPartFiles
{
    private readonly SortedDictionary<string, Content> _files = new(StringComparer.Ordinal);

    /// <summary>Asked before each call: what fails there, or null. What is written half has half of it written.</summary>
    public Func<string, string, IOException?> Fails { get; set; } = static (_, _) => null;

    public IEnumerable<string> Names => _files.Keys;

    public byte[] this[string name] => [.. _files[name].Bytes];

    public string Text(string name) => Encoding.Latin1.GetString(this[name]);

    /// <summary>What was not synced is gone, or some of it is.</summary>
    public void LosePower(Random chance)
    {
        foreach (Content file in _files.Values)
        {
            int kept = chance.Next(3) == 0 ? file.Bytes.Count : file.Synced + (int)(chance.NextDouble() * (file.Bytes.Count - file.Synced));
            if (kept < file.Bytes.Count && kept >= 0)
            {
                file.Bytes.RemoveRange(Math.Max(kept, 0), file.Bytes.Count - Math.Max(kept, 0));
            }

            file.Synced = file.Bytes.Count;
        }
    }

    public void Remove(string name) => _files.Remove(name);

    public void Cut(string name, int length)
    {
        Content file = _files[name];
        file.Bytes.RemoveRange(length, file.Bytes.Count - length);
        file.Synced = Math.Min(file.Synced, length);
    }

    public void Put(string name, string text) => _files.Add(name, new Content { Bytes = [.. Encoding.Latin1.GetBytes(text)] });

    public IPartFile? Create(string source, string name)
    {
        string path = PathOf(source, name);
        Check("create", path);
        return _files.TryAdd(path, new Content()) ? new Handle(this, path, _files[path]) : null;
    }

    public IPartFile? Open(string source, string name)
    {
        string path = PathOf(source, name);
        Check("open", path);
        return _files.TryGetValue(path, out Content? file) ? new Handle(this, path, file) : null;
    }

    public bool Has(string source, string name) => _files.ContainsKey(PathOf(source, name));

    public string PathOf(string source, string name) => $"{source}/{name}";

    public long Usage(string source) => _files.Where(file => file.Key.StartsWith(source + "/", StringComparison.Ordinal)).Sum(static file => (long)file.Value.Bytes.Count);

    public bool HasAny() => _files.Count > 0;

    public PartManifest? Taken(string source, string name) => null;

    private void Check(string call, string path)
    {
        if (Fails(call, path) is { } error)
        {
            throw error;
        }
    }

    private sealed class Content
    {
        public List<byte> Bytes { get; init; } = [];

        public int Synced { get; set; }
    }

    private sealed class Handle(FakeDisk disk, string path, Content file) : IPartFile
    {
        public long Length => file.Bytes.Count;

        public void Write(ReadOnlySpan<byte> lines, long at)
        {
            // Where it is written behind its end there are zeros, as on a real one.
            file.Bytes.AddRange(new byte[Math.Max(0, at - file.Bytes.Count)]);
            IOException? error = disk.Fails("write", path);
            ReadOnlySpan<byte> written = error is null ? lines : lines[..(lines.Length / 2)];
            int over = (int)Math.Min(written.Length, file.Bytes.Count - at);
            file.Bytes.RemoveRange((int)at, over);
            file.Bytes.InsertRange((int)at, written.ToArray());
            file.Synced = Math.Min(file.Synced, (int)at);
            if (error is not null)
            {
                throw error;
            }
        }

        public void Cut(long length)
        {
            disk.Check("cut", path);
            file.Bytes.RemoveRange((int)length, file.Bytes.Count - (int)length);
            file.Synced = Math.Min(file.Synced, (int)length);
        }

        public void Sync()
        {
            disk.Check("sync", path);
            file.Synced = file.Bytes.Count;
        }

        public void Dispose()
        {
        }
    }
}
