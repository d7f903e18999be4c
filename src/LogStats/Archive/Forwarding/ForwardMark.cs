using System.Text;
using LogStats.Faults;
using LogStats.Files;

namespace LogStats.Archive.Forwarding;

/// <summary>
/// Lets one forward at a time into a directory, and keeps there the names of its sessions that did not end well: what they may have left
/// half written at the destination is called after them.
/// </summary>
internal sealed class ForwardMark : IDisposable
{
    private const string Name = ".forward";
    private const int MostSessions = 64;
    private const int LongestName = 32;

    private readonly FileStream _file;
    private readonly List<string> _sessions = [];

    private ForwardMark(FileStream file) => _file = file;

    public IReadOnlyList<string> Sessions => _sessions;

    public static ForwardMark Take(string directory)
    {
        string path = Path.Join(directory, Name);
        try
        {
            FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            ForwardMark mark = new(file);
            byte[] text = new byte[Math.Min(file.Length, MostSessions * (LongestName + 1))];
            file.ReadExactly(text);
            mark._sessions.AddRange(Encoding.ASCII.GetString(text).Split('\n').Where(static name => name.Length is > 0 and <= LongestName && name.All(char.IsAsciiHexDigitLower)));
            return mark;
        }
        catch (IOException) when (File.Exists(path))
        {
            throw Fail.ForwardInUse(directory);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Fail.FileWrite(path, error);
        }
    }

    /// <summary>A session is about to begin. The oldest of many is forgotten.</summary>
    public void Add(string session)
    {
        _sessions.Add(session);
        _sessions.RemoveRange(0, Math.Max(0, _sessions.Count - MostSessions));
        Write();
    }

    /// <summary>None of these left anything.</summary>
    public void Forget(IReadOnlyCollection<string> sessions)
    {
        if (_sessions.RemoveAll(sessions.Contains) > 0)
        {
            Write();
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Written in place: the file is the lock. What a kill leaves of it names fewer sessions, and a hidden file may stay over there.</summary>
    private void Write()
    {
        try
        {
            byte[] text = Encoding.ASCII.GetBytes(string.Concat(_sessions.Select(static name => name + "\n")));
            _file.Position = 0;
            _file.Write(text);
            _file.SetLength(text.Length);
            DiskSync.File(_file);
        }
        catch (IOException error)
        {
            throw Fail.FileWrite(_file.Name, error);
        }
    }
}
