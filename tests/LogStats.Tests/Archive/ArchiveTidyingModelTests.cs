using FsCheck;
using FsCheck.Fluent;
using LogStats.Archive;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Archive;

/// <summary>
/// Random archives of delivered, waiting, failed, young, linked and foreign things: what is gone or compressed afterwards is what a plain
/// rule says, and all else is as it was, to the byte. A run that is stopped anywhere and run again ends the same.
/// </summary>
public sealed class ArchiveTidyingModelTests
{
    private enum Like
    {
        Whole,
        Packed,
        NoManifest,
        OtherManifest,
        LinkToFile,
        LinkToManifest,
        LinkedPacked,
        Folder,
    }

    private sealed record Entry(ArchiveState State, string Source, string Name, int Minutes, Like Like);

    private static readonly TimeSpan s_pack = TimeSpan.FromHours(3);
    private static readonly TimeSpan s_remove = TimeSpan.FromHours(4);

    private static readonly Gen<Entry[]> s_trees = Gen.ArrayOf(
        from state in Gen.Elements(ArchiveState.Sent, ArchiveState.Sent, ArchiveState.Sent, ArchiveState.Waiting, ArchiveState.Failed)
        from source in Gen.Elements("web1", "web1", "10.0.0.1", ".hidden", "Sent", "a b", "-rf", "two\nlines", "linked")
        from name in Gen.Elements("log_1_a.log", "log_2_b.log", "-rf", "a\nb.log", ".hidden.log", "é.log", "log_1_a.log.2.log")
        from minutes in Gen.Elements(-500, 0, 179, 181, 239, 241, 100_000)
        from like in Gen.Elements(Enum.GetValues<Like>().Concat([Like.Whole, Like.Whole, Like.Packed]).ToArray())
        select new Entry(state, source, name, minutes, like));

    [Fact]
    public void Only_what_is_delivered_and_old_is_touched()
        => Always.Holds(s_trees, entries => Check(entries, stopAfter: int.MaxValue), Always.Shorter, 150);

    [Fact]
    public void A_run_that_is_stopped_and_begun_again_ends_the_same()
        => Always.Holds(s_trees, entries => Check(entries, stopAfter: 1), Always.Shorter, 100);

    private static void Check(Entry[] entries, int stopAfter)
    {
        using ArchiveTree tree = new(new DateTimeOffset(2026, 11, 18, 12, 0, 0, TimeSpan.Zero));
        using TempFolder outside = new();
        outside.Write("target", "outside");
        Directory.CreateDirectory(tree.At("sent"));
        Directory.CreateSymbolicLink(tree.At("sent/linked"), outside.Path);
        Entry[] made = [.. entries.Where(static entry => entry.Source != "linked" || entry.State == ArchiveState.Sent)
            .DistinctBy(static entry => (entry.State, entry.Source, entry.Name))];
        foreach (Entry entry in made)
        {
            Make(tree, outside, entry);
        }

        SortedDictionary<string, string> expected = tree.All();
        string[] outer = [.. Directory.GetFileSystemEntries(outside.Path).Order()];
        foreach (Entry entry in made.Where(IsOurs))
        {
            string path = $"sent/{entry.Source}/{entry.Name}";
            if (entry.Minutes >= 240)
            {
                Assert.True(expected.Remove(path) | expected.Remove(path + ".gz") && expected.Remove(path + ".json"));
            }
            else if (entry.Minutes >= 180)
            {
                _ = expected.Remove(path);
                expected[path + ".gz"] = "packed";
            }
        }

        for (bool again = true; again;)
        {
            int left = stopAfter;
            _ = tree.Compress(s_pack, _ => left-- > 0);
            again = left < 0;
            left = stopAfter;
            _ = tree.Remove(s_remove, _ => left-- > 0);
            again |= left < 0;
        }

        SortedDictionary<string, string> after = tree.All();
        foreach ((string path, string content) in expected.Where(static one => one.Value == "packed").ToList())
        {
            Assert.Equal(ArchiveTree.Text(Path.GetFileNameWithoutExtension(path)), ArchiveTree.Unpacked(tree.At(path)));
            expected[path] = after[path];
        }

        Assert.Equal(expected, after);
        Assert.Equal<IEnumerable<string>>(outer, Directory.GetFileSystemEntries(outside.Path).Order());
        Assert.Equal("outside", File.ReadAllText(outside.File("target")));
        Assert.Empty(tree.Faults);
    }

    private static bool IsOurs(Entry entry) => entry is { State: ArchiveState.Sent, Like: Like.Whole or Like.Packed }
        && entry.Source is "web1" or "10.0.0.1" or "-rf" && entry.Name is "log_1_a.log" or "log_2_b.log" or "-rf" or "log_1_a.log.2.log"
        && entry is { State: ArchiveState.Sent, Like: Like.Whole or Like.Packed };

    private static void Make(ArchiveTree tree, TempFolder outside, Entry entry)
    {
        TimeSpan age = TimeSpan.FromMinutes(entry.Minutes);
        string folder = Path.GetDirectoryName(ArchiveLayout.PathOf(tree.Root, entry.State, entry.Source, "x"))!;
        string path = Path.Join(folder, entry.Name);
        if (entry.Source == "linked")
        {
            return;
        }

        _ = Directory.CreateDirectory(folder);
        switch (entry.Like)
        {
            case Like.Folder:
                _ = Directory.CreateDirectory(path);
                return;
            case Like.NoManifest:
                tree.Write(path, [1, 2, 3], age);
                return;
        }

        tree.Part(entry.State, entry.Source, entry.Name, age, packed: entry.Like == Like.Packed);
        switch (entry.Like)
        {
            case Like.OtherManifest:
                File.WriteAllText(path + ".json", File.ReadAllText(path + ".json").Replace("\"part\"", "\"party\"", StringComparison.Ordinal));
                break;
            case Like.LinkToFile:
                File.Delete(path);
                _ = File.CreateSymbolicLink(path, outside.File("target"));
                break;
            case Like.LinkToManifest:
                File.Move(path + ".json", outside.File($"manifest{outside.GetHashCode()}{Directory.GetFiles(outside.Path).Length}"));
                _ = File.CreateSymbolicLink(path + ".json", Directory.GetFiles(outside.Path, "manifest*").Last());
                break;
            case Like.LinkedPacked:
                _ = File.CreateSymbolicLink(path + ".gz", outside.File("target"));
                break;
        }
    }
}
