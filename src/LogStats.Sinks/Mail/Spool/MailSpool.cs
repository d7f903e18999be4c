using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LogStats.Faults;
using LogStats.Files;
using LogStats.Sinks.Text;

namespace LogStats.Sinks.Mail.Spool;

/// <summary>
/// A folder in which mails wait, one file each, named so that they sort as they came. A file takes its name only when it is
/// on the disk as a whole; what a killed program leaves is a file that ends in <c>.tmp</c>, which nobody takes for a mail. Several
/// programs may add; one sends at a time, and holds a lock of the operating system for it.
/// </summary>
internal sealed class MailSpool
{
    private const string Ending = ".mail";
    private const string DigestEnding = ".digest" + Ending;
    private const string Unfinished = ".tmp";
    private const int HashLength = 24;
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TimeProvider _clock;
    private readonly string _failed;
    private long _last;

    /// <exception cref="LogStatsException">The folder cannot be made or written to.</exception>
    public MailSpool(string path, TimeProvider clock)
    {
        Folder = Path.GetFullPath(path);
        _failed = Path.Join(Folder, "failed");
        _clock = clock;
        Guard(() =>
        {
            foreach (string folder in (string[])[Folder, _failed])
            {
                _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder)
                    : Directory.CreateDirectory(folder, Own | UnixFileMode.UserExecute);
            }

            using IDisposable? hold = Hold();
        });
    }

    public string Folder { get; }

    /// <summary>The lock of who sends, or null while somebody else has it. Given back at the latest when the process ends.</summary>
    public IDisposable? Hold() => Guard(() =>
    {
        string file = Path.Join(Folder, "lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException) when (File.Exists(file))
        {
            return null;
        }
    });

    /// <summary>The names of all that wait, the oldest first.</summary>
    public IReadOnlyList<string> Names() => Guard(() => (string[])[.. Directory.EnumerateFiles(Folder, "*" + Ending)
        .Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)]);

    /// <summary>How many wait, and how many bytes they have.</summary>
    public (int Count, long Bytes) Size() => Guard(() =>
    {
        FileInfo[] files = new DirectoryInfo(Folder).GetFiles("*" + Ending);
        return (files.Length, files.Sum(static file => file.Exists ? file.Length : 0));
    });

    /// <summary>Whether a mail of that name waits already.</summary>
    public bool Has(string id) => Guard(() => Directory.EnumerateFiles(Folder, $"*-{Hash(id)}{Ending}").Any());

    /// <summary>Puts a mail to the others; when it returns, the disk has it.</summary>
    /// <exception cref="LogStatsException">It cannot be kept.</exception>
    public string Add(SpooledMail mail)
    {
        _last = Math.Max(_last + 1, _clock.GetUtcNow().UtcTicks);
        string name = string.Create(CultureInfo.InvariantCulture, $"{_last:D19}-{Hash(mail.Id)}{(mail.Replaces.Count > 0 ? DigestEnding : Ending)}");
        Write(name, mail);
        return name;
    }

    /// <summary>Puts a mail in the place of what it was, in one step.</summary>
    public void Write(string name, SpooledMail mail) => Guard(() =>
    {
        string path = Path.Join(Folder, name);
        string written = $"{path}.{Path.GetRandomFileName()[..8]}{Unfinished}";
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Own;
        }

        try
        {
            using (FileStream file = new(written, options))
            {
                file.Write(mail.ToBytes());
                DiskSync.File(file);
            }

            DiskSync.Replace(written, path);
        }
        catch
        {
            File.Delete(written);
            throw;
        }

        DiskSync.FolderOf(path);
    });

    /// <summary>Null if it is gone. One that cannot be read is put aside, so that it holds up nothing.</summary>
    public SpooledMail? Read(string name, out string? putAside)
    {
        putAside = null;
        string path = Path.Join(Folder, name);
        try
        {
            return SpooledMail.Parse(File.ReadAllBytes(path));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            putAside = Guard(() => PutAside(name, error.Message));
            return null;
        }
    }

    /// <summary>Ends what a killed program began: what a digest stands for is done with.</summary>
    public void RemoveReplaced()
    {
        foreach (string name in Names().Where(static name => name.EndsWith(DigestEnding, StringComparison.Ordinal)))
        {
            foreach (string old in Read(name, out _)?.Replaces ?? [])
            {
                Remove(Path.GetFileName(old));
            }
        }
    }

    public void Remove(string name) => Guard(() => File.Delete(Path.Join(Folder, name)));

    /// <summary>Moves a mail that will never be sent to where somebody can look at it, with the reason beside it.</summary>
    public string PutAside(string name, string reason) => Guard(() =>
    {
        string to = Path.Join(_failed, name);
        File.WriteAllText(to + ".reason", reason + "\n", Encoding.UTF8);
        DiskSync.Replace(Path.Join(Folder, name), to);
        return to;
    });

    /// <summary>Takes away what killed programs left; only for who holds the lock, and only what is a day old.</summary>
    public void Tidy() => Guard(() =>
    {
        DateTime old = _clock.GetUtcNow().UtcDateTime.AddDays(-1);
        foreach (FileInfo file in new DirectoryInfo(Folder).EnumerateFiles("*" + Unfinished).Where(file => file.LastWriteTimeUtc < old))
        {
            file.Delete();
        }
    });

    private static string Hash(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..HashLength];

    private void Guard(Action step) => _ = Guard(() =>
    {
        step();
        return 0;
    });

    private T Guard<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Fail.SinkConnect(Folder, $"mails cannot wait there ({error.Message.TrimEnd('.')})",
                "Name a folder that this account may write to, with room left.", error);
        }
    }
}
