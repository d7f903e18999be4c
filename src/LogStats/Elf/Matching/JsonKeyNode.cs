namespace LogStats.Elf.Matching;

/// <summary>
/// The keys that are looked for, as a tree of the words between their dots. Whether a dot goes into an object or belongs
/// to a name makes no difference to the path, so both ways of writing lead to the same place.
/// </summary>
internal sealed class JsonKeyNode
{
    private const int Buckets = 64;

    private readonly byte[] _name;
    private JsonKeyNode?[]? _buckets;
    private JsonKeyNode? _nextInBucket;

    public JsonKeyNode()
        : this([])
    {
    }

    private JsonKeyNode(byte[] name) => _name = name;

    /// <summary>The number of the key that ends here; -1 for none.</summary>
    public int Key { get; private set; } = -1;

    public bool HasChildren => _buckets is not null;

    public void Add(ReadOnlySpan<byte> key, int number)
    {
        JsonKeyNode node = this;
        while (true)
        {
            int dot = key.IndexOf((byte)'.');
            node = node.ChildOrNew(dot < 0 ? key : key[..dot]);
            if (dot < 0)
            {
                node.Key = number;
                return;
            }

            key = key[(dot + 1)..];
        }
    }

    /// <summary>Where a name leads; null where nothing is looked for.</summary>
    public JsonKeyNode? Find(ReadOnlySpan<byte> name)
    {
        JsonKeyNode? node = Child(name);
        return node is not null || name.IndexOf((byte)'.') < 0 ? node : FindDotted(name);
    }

    private JsonKeyNode? FindDotted(ReadOnlySpan<byte> name)
    {
        JsonKeyNode? node = this;
        while (node is not null)
        {
            int dot = name.IndexOf((byte)'.');
            if (dot < 0)
            {
                return node.Child(name);
            }

            node = node.Child(name[..dot]);
            name = name[(dot + 1)..];
        }

        return null;
    }

    private JsonKeyNode? Child(ReadOnlySpan<byte> name)
    {
        JsonKeyNode? child = _buckets?[Bucket(name)];
        while (child is not null && !name.SequenceEqual(child._name))
        {
            child = child._nextInBucket;
        }

        return child;
    }

    private JsonKeyNode ChildOrNew(ReadOnlySpan<byte> name)
    {
        if (Child(name) is { } known)
        {
            return known;
        }

        _buckets ??= new JsonKeyNode?[Buckets];
        ref JsonKeyNode? first = ref _buckets[Bucket(name)];
        return first = new JsonKeyNode(name.ToArray()) { _nextInBucket = first };
    }

    private static int Bucket(ReadOnlySpan<byte> name)
        => name.IsEmpty ? 0 : (name[0] + (5 * name[^1]) + (11 * name.Length)) & (Buckets - 1);
}
