/** Written down in the emulator's README; no real account has it. */
const AUTHORIZATION = `Basic ${Buffer.from('integration@portal.example/token:demo-api-token').toString('base64')}`;

interface Listed {
  users: { id: number }[];
  group_memberships: { user_id: number }[];
}

/**
 * Puts every agent of an emulated account into a group, as an administrator does by hand: who works
 * in a group is not written in the files.
 */
export async function staffTheGroup(emulator: string, groupId: number): Promise<void> {
  const call = async (method: string, path: string, body?: object): Promise<Listed> => {
    const answer = await fetch(`${emulator}/api/v2/${path}`, {
      method,
      headers: { authorization: AUTHORIZATION, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}.`);
    return (await answer.json()) as Listed;
  };
  const { users } = await call('GET', 'users?role=agent');
  const { group_memberships: members } = await call('GET', `groups/${groupId}/memberships`);
  const inside = new Set(members.map((member) => member.user_id));
  for (const { id } of users.filter((user) => !inside.has(user.id))) {
    const membership = { user_id: id, group_id: groupId };
    await call('POST', 'group_memberships', { group_membership: membership });
  }
}
