using System.Numerics;

namespace LogStats.Agent.Receiver;

/// <summary>
/// Buffers for bodies, of which there are so many bytes at most: whoever finds none waits, before anything of its body is read, and
/// is served in turn. Buffers are used again.
/// </summary>
internal sealed class BodyBudget(long most)
{
    private const int Smallest = 1 << 12;

    private readonly Lock _lock = new();
    private readonly LinkedList<(int Size, TaskCompletionSource<byte[]> Given)> _waiting = [];
    private readonly Dictionary<int, Stack<byte[]>> _idle = [];
    private long _used;
    private long _idleBytes;

    public long Used
    {
        get
        {
            lock (_lock)
            {
                return _used;
            }
        }
    }

    /// <summary>A buffer of at least that length.</summary>
    public async ValueTask<byte[]> RentAsync(int length, CancellationToken stop)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(length, Smallest));
        LinkedListNode<(int Size, TaskCompletionSource<byte[]> Given)> node;
        lock (_lock)
        {
            if (_waiting.Count == 0 && Fits(size))
            {
                return Take(size);
            }

            node = _waiting.AddLast((size, new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously)));
        }

        await using CancellationTokenRegistration gone = stop.Register(() =>
        {
            lock (_lock)
            {
                if (node.List is not null)
                {
                    _waiting.Remove(node);
                    _ = node.Value.Given.TrySetCanceled(stop);
                    Serve();
                }
            }
        });
        return await node.Value.Given.Task.ConfigureAwait(false);
    }

    public void Return(byte[] buffer)
    {
        lock (_lock)
        {
            _used -= buffer.Length;
            if (!_idle.TryGetValue(buffer.Length, out Stack<byte[]>? same))
            {
                _idle.Add(buffer.Length, same = []);
            }

            same.Push(buffer);
            _idleBytes += buffer.Length;
            Serve();
        }
    }

    private bool Fits(int size) => _used == 0 || _used + size <= most;

    private void Serve()
    {
        while (_waiting.First is { } first && Fits(first.Value.Size))
        {
            _waiting.RemoveFirst();
            first.Value.Given.SetResult(Take(first.Value.Size));
        }
    }

    private byte[] Take(int size)
    {
        _used += size;
        if (_idle.TryGetValue(size, out Stack<byte[]>? same) && same.TryPop(out byte[]? buffer))
        {
            _idleBytes -= size;
            return buffer;
        }

        if (_used + _idleBytes > most)
        {
            _idle.Clear(); // Of other sizes than are asked for now.
            _idleBytes = 0;
        }

        return GC.AllocateUninitializedArray<byte>(size);
    }
}
