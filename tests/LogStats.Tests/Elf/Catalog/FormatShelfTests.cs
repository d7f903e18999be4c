using LogStats.Faults;
using LogStats.Formats;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Elf.Catalog;

/// <summary>Formats of the user's own: seen at once, never in place of a built-in one, and never silently left out.</summary>
public sealed class FormatShelfTests
{
    private const string Good = "{\"kind\":\"elf\",\"formats\":[{\"name\":\"mine\",\"description\":\"d\",\"dialect\":\"apache\",\"pattern\":[\"%h \",\"%s\"],\"samples\":[\"a 200\"]}]}";

    private static readonly LogFormat s_shop = new()
    {
        Name = "shop", Kind = "elf", Description = "The shop's \"own\" <log>", Dialect = "nginx", Pattern = "$remote_addr $status", Escape = "json",
        Fields = new Dictionary<string, IReadOnlyList<string>> { ["time"] = ["a.b", "c"] },
        Units = new Dictionary<string, string> { ["c"] = "ms" },
        Samples = ["192.0.2.1 200", "é 404"],
    };

    [Fact]
    public void What_is_registered_is_seen_at_once_and_by_another_program()
    {
        using TempFolder folder = new();
        FormatShelf shelf = new(folder.File("deep/formats"));
        int builtIn = shelf.All.Count;
        LogFormat kept = Assert.Single(shelf.Register([s_shop]));
        foreach (LogFormat seen in (LogFormat[])[kept, shelf.Find("SHOP"), new FormatShelf(shelf.Folder).Find("shop")])
        {
            Assert.Equal((s_shop.Name, s_shop.Kind, s_shop.Description, s_shop.Dialect, s_shop.Pattern, s_shop.Escape),
                (seen.Name, seen.Kind, seen.Description, seen.Dialect, seen.Pattern, seen.Escape));
            Assert.Equal(s_shop.Samples, seen.Samples);
            Assert.Equal(s_shop.Fields["time"], seen.Fields["time"]);
            Assert.Equal(s_shop.Units, seen.Units);
            Assert.Equal(folder.File("deep/formats/shop.json"), seen.Path);
        }

        Assert.Equal(builtIn + 1, shelf.All.Count);
        Assert.Equal([kept.Path!], Directory.GetFiles(shelf.Folder!));
        shelf.Unregister("Shop");
        Assert.Equal(builtIn, shelf.All.Count);
        Assert.Empty(Directory.GetFiles(shelf.Folder!));
    }

    [Fact]
    public void A_file_put_there_by_hand_is_seen_changed_and_gone()
    {
        using TempFolder folder = new();
        FormatShelf shelf = new(folder.Path);
        Assert.Throws<LogStatsException>(() => shelf.Find("mine"));
        string path = folder.Write("any.json", "\uFEFF// mine\n" + Good.Replace("}]}", "},]}", StringComparison.Ordinal));
        Assert.Equal("%h %s", shelf.Find("mine").Pattern);
        Assert.Same(shelf.All, shelf.All);
        folder.Write("any.json", Good.Replace("%h ", "%a  ", StringComparison.Ordinal));
        Assert.Equal("%a  %s", shelf.Find("mine").Pattern);
        File.Delete(path);
        Assert.Throws<LogStatsException>(() => shelf.Find("mine"));
    }

    [Fact]
    public void Registering_again_replaces_wherever_the_format_was()
    {
        using TempFolder folder = new();
        FormatShelf shelf = new(folder.Path);
        folder.Write("two.json", Good.Replace("]}]}", "]},{\"name\":\"other\",\"description\":\"\",\"pattern\":\"%h\"}]}", StringComparison.Ordinal));
        Assert.Equal("%h", shelf.Find("other").Pattern);
        shelf.Register([new LogFormat { Name = "mine", Kind = "elf", Description = "", Pattern = "%s" }]);
        Assert.Equal(("%s", "%h"), (shelf.Find("mine").Pattern, shelf.Find("other").Pattern));
        Assert.Empty(shelf.Faults);
        shelf.Unregister("other");
        Assert.Equal([folder.File("mine.json")], Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{\"kind\":\"elf\",\n\"formats\":[}", "line 2")]
    [InlineData("[]", "no JSON object")]
    [InlineData("{\"formats\":[{\"name\":\"a\"}]}", "no 'kind'")]
    [InlineData("{\"kind\":\"elf\"}", "no 'formats'")]
    [InlineData("{\"kind\":\"elf\",\"formats\":[]}", "no 'formats'")]
    [InlineData("{\"kind\":\"elf\",\"formats\":{}}", "'formats'")]
    [InlineData("{\"kind\":7,\"formats\":[]}", "'kind' is no text")]
    [InlineData("{\"kind\":\"elf\",\"formats\":[7]}", "a format is no JSON object")]
    [InlineData("{\"kind\":\"elf\",\"formats\":[{}]}", "no 'name'")]
    [InlineData("{\"kind\":\"elf\",\"formats\":[{\"name\":\"a/b\"}]}", "no 'name'")]
    [InlineData("{\"kind\":\"elf\",\"formats\":[{\"name\":\"a\",\"patern\":\"%h\"}]}", "'patern'")]
    [InlineData("{\"kind\":\"elf\",\"formats\":[{\"name\":\"a\",\"pattern\":[7]}]}", "'pattern'")]
    [InlineData("{\"kind\":\"elf\",\"formats\":[{\"name\":\"a\",\"fields\":[]}]}", "'fields'")]
    [InlineData("{\"kind\":\"elf\",\"formats\":[{\"name\":\"a\",\"units\":{\"x\":1}}]}", "'x'")]
    [InlineData("{\"kind\":\"elf\",\"formats\":[{\"name\":\"\\ud800\"}]}", "no Unicode")]
    [InlineData("{\"kind\":\"elf\",\"formats\":[{\"name\":\"combined\"}]}", "another format named 'combined'")]
    public void A_damaged_file_is_a_fault_and_breaks_nothing_else(string text, string what)
    {
        using TempFolder folder = new();
        string path = folder.Write("hurt.json", text);
        folder.Write("mine.json", Good);
        FormatShelf shelf = new(folder.Path);
        LogStatsException fault = Assert.Single(shelf.Faults);
        Assert.Equal((FaultId.ConfigInvalid, path), (fault.Id, fault.Target));
        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
        Assert.Equal(("mine", "combined"), (shelf.Find("mine").Name, shelf.Find("combined").Name));
        Assert.Same(fault, Assert.Throws<LogStatsException>(() => shelf.Find("HURT")));
        LogStatsException other = Assert.Throws<LogStatsException>(() => shelf.Find("nothing"));
        Assert.Equal((FaultId.FormatUnknown, "nothing", fault), (other.Id, other.Target, other.InnerException));
        Assert.Contains(path, other.Message, StringComparison.Ordinal);
        shelf.Unregister("hurt");
        Assert.Empty(shelf.Faults);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Two_files_of_one_name_are_a_fault_of_the_second()
    {
        using TempFolder folder = new();
        folder.Write("a.json", Good);
        string second = folder.Write("b.json", Good.Replace("mine", "MINE", StringComparison.Ordinal));
        FormatShelf shelf = new(folder.Path);
        Assert.Equal(folder.File("a.json"), shelf.Find("Mine").Path);
        Assert.Equal(second, Assert.Single(shelf.Faults).Target);
    }

    [Fact]
    public void A_file_that_is_too_large_or_no_file_is_a_fault()
    {
        using TempFolder folder = new();
        folder.Write("large.json", new byte[(1 << 20) + 1]);
        FormatShelf shelf = new(folder.Path);
        Assert.Contains("larger", Assert.Single(shelf.Faults).Message, StringComparison.Ordinal);
        Assert.Equal(FaultId.PathNotFound, Assert.Throws<LogStatsException>(() => FormatFile.Read(folder.File("none.json"))).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("..\\a")]
    [InlineData("a b")]
    [InlineData("é")]
    [InlineData("Combined")]
    [InlineData("rsyncd")]
    [InlineData("a1234567890123456789012345678901234567890123456789012345678901234")]
    public void A_name_that_is_none_or_is_built_in_is_refused(string name)
    {
        using TempFolder folder = new();
        FormatShelf shelf = new(folder.Path);
        LogFormat fine = new() { Name = "a.B_c-1", Kind = "elf", Description = "" };
        LogStatsException error = Assert.Throws<LogStatsException>(
            () => shelf.Register([fine, new LogFormat { Name = name, Kind = "elf", Description = "" }]));
        Assert.Equal((FaultId.ConfigInvalid, "name"), (error.Id, error.Target));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Only_what_is_registered_can_be_removed()
    {
        using TempFolder folder = new();
        FormatShelf shelf = new(folder.Path);
        Assert.Equal(FaultId.ConfigInvalid, Assert.Throws<LogStatsException>(() => shelf.Unregister("combined")).Id);
        Assert.Equal(FaultId.FormatUnknown, Assert.Throws<LogStatsException>(() => shelf.Unregister("nothing")).Id);
    }

    [Fact]
    public void Without_a_folder_there_are_the_built_in_ones()
    {
        FormatShelf shelf = new(null);
        Assert.Equal("combined", shelf.Find("combined").Name);
        Assert.Equal(FormatCatalog.FolderVariable, Assert.Throws<LogStatsException>(() => shelf.Register([s_shop])).Target);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_a_fault()
    {
        using TempFolder folder = new();
        FormatShelf shelf = new(Path.Join(folder.Write("file", "x"), "formats"));
        Assert.Equal(FaultId.FileOpen, Assert.Throws<LogStatsException>(() => shelf.Register([s_shop])).Id);
        Assert.Empty(shelf.Faults);
    }

    [PermissionsFact]
    public void A_folder_that_cannot_be_read_or_written_is_a_fault()
    {
        using TempFolder folder = new();
        FormatShelf shelf = new(folder.Path);
        folder.Write("mine.json", Good);
#pragma warning disable CA1416 // Skipped on Windows.
        File.SetUnixFileMode(folder.Path, UnixFileMode.None);
        try
        {
            using BoundRights bound = new();
            Assert.Equal(FaultId.FileOpen, Assert.Single(shelf.Faults).Id);
            Assert.Equal("combined", shelf.Find("combined").Name);
            Assert.Equal(FaultId.FileOpen, Assert.Throws<LogStatsException>(() => shelf.Register([s_shop])).Id);
        }
        finally
        {
            File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Theory]
    [InlineData("/x/y", "/a", "/c", "/h", "/x/y")]
    [InlineData(null, "/a", "/c", "/h", "/c/logstats/formats")]
    [InlineData("", "/a", "relative", "/h", "/h/.config/logstats/formats")]
    [InlineData(null, null, null, null, null)]
    public void The_folder_is_the_one_that_is_named_or_the_usual_one(string? named, string? appData, string? config, string? home, string? expected)
    {
        string? Variable(string name) => name switch { "LOGSTATS_FORMATS" => named, "APPDATA" => appData, "XDG_CONFIG_HOME" => config, "HOME" => home, _ => null };
        Assert.Equal(expected is null ? null : Path.GetFullPath(expected), FormatFolder.Of(Variable, isWindows: false) is string found ? Path.GetFullPath(found) : null);
        string? windows = FormatFolder.Of(Variable, isWindows: true);
        Assert.Equal(named is { Length: > 0 } ? Path.GetFullPath(named) : appData is null ? null : Path.Join(appData, "LogStats", "formats"), windows);
    }
}
