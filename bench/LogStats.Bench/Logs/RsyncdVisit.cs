using System.Globalization;

namespace LogStats.Bench.Logs;

/// <summary>
/// One connection to a daemon, told message by message: connect, allowed, request, file list, one line a file, totals;
/// or one of the ways in which it ends before that.
/// </summary>
internal sealed class RsyncdVisit
{
    private static readonly string[] s_modules = ["debian", "ubuntu", "home", "backup", "www", "photos", "iso-images"];
    private static readonly string[] s_folders =
        ["pool/main/l", "dists/stable", "Fotos/Sommer 2023", "src", "docs/Übersicht", "data/2024", "音楽/新しい", "home/alice/My Documents"];

    private static readonly string[] s_names =
        ["libc6_2.36-9_amd64.deb", "index.html", "Rechnung März.pdf", "IMG 0042.JPG", "Packages.xz", "a b  c.txt", "notes (copy).md", "x"];

    private readonly Dice _dice;
    private readonly RsyncdClient _client;
    private readonly string _module;
    private readonly bool _receives;
    private readonly int _pace;
    private int _files;
    private Step _next = Step.Connect;
    private long _bytes;

    public RsyncdVisit(Dice dice, RsyncdClient client, int process, long start, int pace)
    {
        (_dice, _client, _pace, Process, Time) = (dice, client, pace, process, start);
        _module = dice.Of(s_modules);
        _receives = _module is "home" or "backup" && dice.Below(3) > 0;
        _files = dice.Once(3) ? dice.Below(4) : dice.Once(30) ? dice.Below(3000) : dice.Skewed(200);
    }

    private enum Step
    {
        Connect,
        Allowed,
        Request,
        List,
        File,
        Totals,
        Over,
    }

    public int Process { get; }

    /// <summary>When the next message is written, in milliseconds.</summary>
    public long Time { get; private set; }

    public bool IsOver => _next == Step.Over;

    public string Next()
    {
        string peer = $"{_client.Host} ({_client.Address})";
        switch (_next)
        {
            case Step.Connect:
                Go(Step.Allowed, 30);
                return $"connect from {peer}";
            case Step.Allowed when _dice.Once(60):
                Go(Step.Over, 0);
                return _dice.Once(2)
                    ? $"rsync denied on module {_module} from {peer}"
                    : $"unknown module 'old-{_module}' tried from {peer}";
            case Step.Allowed when _client.User.Length > 0 && _dice.Once(40):
                Go(Step.Over, 0);
                return $"auth failed on module {_module} from {peer} for {_client.User}: password mismatch";
            case Step.Allowed:
                Go(Step.Request, 100);
                return $"rsync allowed access on module {_module} from {peer}";
            case Step.Request:
                Go(_receives ? Step.File : Step.List, 20);
                string who = _client.User.Length > 0 ? $"{_client.User}@{peer}" : peer;
                return $"rsync {(_receives ? "to" : "on")} {_module}/{_dice.Of(s_folders)}/ from {who}";
            case Step.List:
                Go(Step.File, 400);
                return "building file list";
            case Step.File when _files > 0 && !_dice.Once(4000):
                _files--;
                return File();
            case Step.File when _files > 0:
                Go(Step.Over, 0);
                return "rsync error: error in rsync protocol data stream (code 12) at io.c(231) [sender=3.2.7]";
            default:
                Go(Step.Over, 0);
                return Number(_receives
                    ? (FormattableString)$"sent {_bytes >> 9} bytes  received {_bytes} bytes  total size {_bytes * 3}"
                    : $"sent {_bytes} bytes  received {_bytes >> 9} bytes  total size {_bytes * 3}");
        }
    }

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private string File()
    {
        bool deletes = _receives && _dice.Once(25);
        long length = deletes ? 0 : _dice.Size(26);
        Go(_files > 0 ? Step.File : Step.Totals, 8 + (int)(length * _client.MillisecondsPerMegabyte >> 20));
        _bytes += length;
        string operation = deletes ? "del." : _receives ? "recv" : "send";
        return Number($"{operation} {_client.Host} [{_client.Address}] {_module} ({_client.User}) {_dice.Of(s_folders)}/{_dice.Below(5000)}/{_dice.Of(s_names)} {length}");
    }

    private void Go(Step next, int milliseconds)
    {
        _next = next;
        Time += _pace * (long)(1 + _dice.Below((2 * milliseconds) + 1));
    }
}
